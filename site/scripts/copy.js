// A button on each block of code; the key `c` does the same for the block that has the focus, else
// for the first one of the step that is being read.
(() => {
  const blocks = document.querySelectorAll(".code > pre");
  if (!blocks.length) return;
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  // Of a session only what was typed: lines with a prompt, without it.
  const text = (pre) => {
    const all = pre.textContent.replace(/\n$/, "");
    if (!/^(console|shell-?session|terminal)$/.test(pre.parentElement.dataset.language || "")) return all;
    const typed = all.split("\n").filter((line) => /^[$#>%] /.test(line));
    return typed.length ? typed.map((line) => line.slice(2)).join("\n") : all;
  };
  const select = (pre) => {
    const range = document.createRange();
    range.selectNodeContents(pre);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  // Without a secure context there is no clipboard object, but the old command still works.
  const put = async (pre) => {
    try {
      await navigator.clipboard.writeText(text(pre));
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text(pre);
      area.className = "hidden";
      document.body.append(area);
      area.select();
      let done = false;
      try { done = document.execCommand("copy"); } catch { done = false; }
      area.remove();
      return done;
    }
  };
  const copies = new Map();
  for (const [index, pre] of blocks.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy code ${index + 1}`);
    const copy = async () => {
      const done = await put(pre);
      if (!done) select(pre);
      button.textContent = done ? "Copied" : "Selected";
      button.className = done ? "done" : "refused";
      status.textContent = done ? "Copied" : "Copying was refused. The code is selected: press Control C.";
      setTimeout(() => {
        button.textContent = "Copy";
        button.className = "";
        status.textContent = "";
      }, 4000);
    };
    button.addEventListener("click", async () => { await copy(); if (button.className === "done") button.focus(); });
    copies.set(pre, copy);
    pre.after(button);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = event.target.closest?.(".code > pre");
    // Single keys can be turned off; in a block with the focus they are expected.
    if (!focused && (document.documentElement.dataset.keys === "off" || event.target.closest?.("input, select, textarea") || getSelection().toString())) return;
    copies.get(focused || document.querySelector(".step.here .code > pre"))?.();
  });
})();
