// Makes the bar of a runbook name the step that is being read, with ways (keys n, p, r) to others.
(() => {
  // Rows become cards on small screens, and stay rows for who hears them.
  for (const table of document.querySelectorAll(".step table:has(thead th)")) {
    table.className = "cards";
    table.role = "table";
    for (const part of table.children) part.role = "rowgroup";
    for (const row of table.rows) {
      row.role = "row";
      for (const cell of row.cells) {
        cell.role = cell.tagName === "TH" ? "columnheader" : "cell";
        cell.dataset.label = table.rows[0].cells[cell.cellIndex].textContent;
      }
    }
  }
  const bar = document.querySelector("[data-steps]");
  const steps = [...document.querySelectorAll(".step")];
  if (!bar || !steps.length) return;
  const now = bar.querySelector(".now");
  const turn = (sign, name) => {
    const link = document.createElement("a");
    link.className = "turn";
    link.textContent = sign;
    link.setAttribute("aria-label", name);
    now.before(link);
    return link;
  };
  const before = turn("↑", "Previous step");
  const after = turn("↓", "Next step");
  const heading = (step) => step.firstElementChild;
  const forth = steps.filter((step) => !step.classList.contains("way-back"));
  const place = (step) => {
    const way = forth.includes(step) ? forth : steps.slice(forth.length);
    return `${way === forth ? "Step" : "Rollback"} ${way.indexOf(step) + 1}/${way.length}`;
  };
  const title = (step) => {
    const copy = heading(step).cloneNode(true);
    for (const extra of copy.querySelectorAll(".anchor, .step-number")) extra.remove();
    return copy.textContent.trim();
  };
  const aim = (link, step) => {
    if (step) link.href = `#${heading(step).id}`; else link.removeAttribute("href");
  };
  let here = -2;
  let waiting = false;
  const mark = () => {
    waiting = false;
    let found = -1;
    const line = 120;
    steps.forEach((step, index) => {
      if (step.getBoundingClientRect().top <= line) found = index;
    });
    // Behind the last step of a way is no step: half a place further, so that both arrows fit.
    const ends = found === forth.length - 1 || found === steps.length - 1;
    if (ends && steps[found]?.getBoundingClientRect().bottom <= line) found += 0.5;
    if (found === here) return;
    steps[here]?.classList.remove("here");
    here = found;
    const step = steps[here];
    step?.classList.add("here");
    aim(before, steps[Math.ceil(here) - 1]);
    aim(after, steps[Math.floor(here) + 1]);
    aim(now, step || steps[Math.max(0, Math.floor(here))]);
    const isBetween = steps.length > forth.length && here === forth.length - 0.5;
    const count = isBetween ? steps.length - forth.length : forth.length;
    now.querySelector(".where").textContent = step ? place(step)
      : `${isBetween ? "Way back: " : ""}${count} step${count === 1 ? "" : "s"}`;
    now.querySelector(".what").textContent = step ? title(step)
      : here < 0 ? "Start at the first" : isBetween ? "Begin below" : "All are above";
  };
  addEventListener("keydown", (event) => {
    if (document.documentElement.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey
      || event.target.type === "search") return;
    ({ n: after, p: before, r: bar.querySelector(".back") })[event.key]?.click();
  });
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
})();
