// Remembers which edition of a document this browser last ticked, and says on newer ones what
// changed since; forgets when asked to.
(() => {
  const place = document.querySelector("[data-runs]");
  if (!place) return;
  const { document: path, folder, edition, newest } = place.dataset;
  const site = document.querySelector(".brand")?.textContent.trim() || "";
  const key = `waymark:run:${site}:${path}`;
  const number = Number(edition);
  const latest = Number(newest);

  let last = null;
  try { last = JSON.parse(localStorage.getItem(key)); } catch { last = null; }
  if (!last || !Number.isInteger(last.edition) || last.edition < 1 || last.edition > latest
    || !/^\d{4}-\d{2}-\d{2}$/.test(last.on)) last = null;

  const boxes = [...document.querySelectorAll("input[data-task]")];
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };
  for (const box of boxes) {
    box.addEventListener("change", () => {
      // A tick that was taken back is no run: what was remembered before it is.
      const run = boxes.some((other) => other.checked)
        ? { edition: number, on: today(), done: boxes.every((other) => other.checked) } : last;
      try {
        if (run) localStorage.setItem(key, JSON.stringify(run)); else localStorage.removeItem(key);
      } catch { /* nothing is remembered */ }
    });
  }

  // An older edition says itself which one is the newest.
  if (!last || number !== latest) return;
  const when = document.createElement("time");
  when.dateTime = last.on;
  when.textContent = last.on;
  const verb = last.done ? "finished" : "started";
  const strong = document.createElement("strong");
  let on = " on ";
  if (last.edition < latest || "draft" in place.dataset) {
    const link = document.createElement("a");
    link.href = `${folder}v${last.edition}-${last.edition < latest ? `v${latest}` : "now"}.html`;
    link.textContent = `What changed since v${last.edition}`;
    strong.append(link);
    on = `, which you ${verb} on `;
  } else {
    strong.append(`You ${verb} this edition`);
  }
  const forget = document.createElement("button");
  forget.type = "button";
  forget.textContent = "Forget this";
  forget.addEventListener("click", () => {
    try { localStorage.removeItem(key); } catch { /* nothing was remembered */ }
    place.replaceChildren("Forgotten: this browser remembers no run of this document.");
  });
  place.append(strong, on, when, ". ", forget);
  place.hidden = false;
})();
