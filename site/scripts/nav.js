// Opens what wide screens show, for browsers whose style sheets can't; folds menus on Escape.
(() => {
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
