// Marks the heading that is being read in the table of contents.
(() => {
  const links = [...document.querySelectorAll("nav.toc a")];
  const places = links
    .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
    .filter(([, heading]) => heading);
  if (!places.length) return;
  let marked = null;
  let waiting = false;
  const mark = () => {
    waiting = false;
    let found = null;
    for (const [link, heading] of places) {
      if (heading.hidden) continue;
      if (heading.getBoundingClientRect().top > 120) break;
      found = link;
    }
    if (found === marked) return;
    marked?.removeAttribute("aria-current");
    found?.setAttribute("aria-current", "true");
    marked = found;
    const box = found?.closest("details");
    if (!box?.open || box.scrollHeight <= box.clientHeight) return;
    const at = found.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (at < 40 || at > box.clientHeight - 40) box.scrollTop += at - box.clientHeight / 2;
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
})();
