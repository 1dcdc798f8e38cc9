// Remembers ticks per edition; clears them only when asked twice.
(() => {
  const boxes = [...document.querySelectorAll("input[data-task]")];
  const panel = document.querySelector("[data-progress]");
  if (!boxes.length || !panel) return;
  const site = document.querySelector(".brand")?.textContent.trim() || "";
  // The page of a document shows its newest edition, or what follows it.
  const { document: path, edition, draft } = document.querySelector("[data-runs]")?.dataset || {};
  const key = `waymark:ticks:${site}:${path ? `${path}/v${edition}${draft === undefined ? "" : "+"}` : document.body.dataset.page}`;
  const first = new Map(boxes.map((box) => [box, box.defaultChecked]));
  const bar = panel.querySelector("progress");
  const clear = panel.querySelector("[data-clear]");

  const read = () => {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; }
  };
  // A step's tick goes by its key, so that it outlasts rewording; aliases lead from older keys.
  const aliases = new Map((panel.dataset.aliases || "").split(" ").filter(Boolean).map((pair) => pair.split(":")));
  const step = (name) => {
    const end = name.startsWith("step-") ? name.indexOf("--done-") : -1;
    return end < 0 ? null : aliases.get(name.slice(5, end)) || name.slice(5, end);
  };
  const show = () => {
    const kept = read();
    const steps = new Map();
    for (const [name, value] of Object.entries(kept)) {
      if (step(name) && !boxes.some((box) => box.dataset.task === name)) steps.set(step(name), value);
    }
    for (const box of boxes) {
      const value = kept[box.dataset.task] ?? steps.get(step(box.dataset.task));
      if (typeof value === "boolean") box.checked = value;
    }
    tell();
  };
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    bar.max = boxes.length;
    bar.value = ticked;
    for (const place of document.querySelectorAll("[data-ticked]")) {
      place.textContent = place.closest("[data-progress]")
        ? `${ticked} of ${boxes.length} ticked` : `✓ ${ticked}/${boxes.length}`;
      place.hidden = false;
    }
    for (const step of document.querySelectorAll(".step")) {
      const own = [...step.querySelectorAll("input[data-task]")];
      step.classList.toggle("ticked", own.length > 0 && own.every((box) => box.checked));
    }
  };
  // What other tabs have ticked since stays; without storage ticks last as long as the page.
  for (const box of boxes) box.addEventListener("change", () => {
    try {
      localStorage.setItem(key, JSON.stringify({ ...read(), [box.dataset.task]: box.checked }));
    } catch {}
    tell();
  });
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    reset();
    show();
  });
  const reset = () => { for (const box of boxes) box.checked = first.get(box); };

  const calm = () => {
    clear.textContent = "Clear ticks";
    clear.classList.remove("ask");
  };
  clear.addEventListener("click", () => {
    if (!clear.classList.contains("ask")) {
      clear.textContent = "Clear all: sure?";
      clear.classList.add("ask");
      return;
    }
    reset();
    // Without storage nothing was kept.
    try { localStorage.removeItem(key); } catch {}
    tell();
    calm();
  });
  clear.addEventListener("blur", calm);
  panel.hidden = false;
  show();
})();
