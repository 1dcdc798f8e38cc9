// Opens what wide screens show, for browsers whose style sheets can't; folds menus on Escape; lets
// keys of one character be turned off; gives links on paper their targets.
(() => {
  const root = document.documentElement;
  try { root.dataset.keys = localStorage.getItem("waymark:keys") || "on"; } catch { root.dataset.keys = "on"; }
  const keys = document.createElement("button");
  keys.type = "button";
  keys.className = "keys";
  keys.title = "/ search; in a runbook c copy the command, n next step, p previous step, r rollback";
  const name = () => {
    keys.textContent = `Single-key shortcuts: ${root.dataset.keys}`;
    keys.setAttribute("aria-pressed", String(root.dataset.keys === "on"));
  };
  keys.addEventListener("click", () => {
    root.dataset.keys = root.dataset.keys === "on" ? "off" : "on";
    try { localStorage.setItem("waymark:keys", root.dataset.keys); } catch { /* stays for this page */ }
    name();
  });
  name();
  document.querySelector(".site-footer")?.append(keys);

  addEventListener("beforeprint", () => {
    const canonical = document.querySelector("link[rel=canonical]")?.href;
    for (const link of document.querySelectorAll(".prose a[href]:not([href*=':'], [href^='#'])")) {
      const { href } = new URL(link.getAttribute("href"), canonical || `a:/${document.body.dataset.page}`);
      link.dataset.to = canonical ? href : href.slice(3);
    }
  });

  const wide = [["nav.sections > details", "(min-width: 64rem)"], ["nav.toc > details", "(min-width: 78rem)"]];
  for (const [selector, query] of wide) {
    const details = document.querySelector(selector);
    if (!details) continue;
    const media = matchMedia(query);
    const follow = () => { details.open = media.matches; };
    follow();
    media.addEventListener("change", follow);
  }
  const current = document.querySelector("nav.sections li li [aria-current]");
  const box = current?.closest("details");
  if (box && box.scrollHeight > box.clientHeight) {
    box.scrollTop = current.offsetTop - box.clientHeight / 3;
  }
  const menu = document.querySelector("details.editions");
  if (!menu) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
})();
