// A button on each block of code; the key `c` does the same for the block that has the focus, else
// for the first one in view of the step that is being read, and then for the next one of the step.
(() => {
  const blocks = [...document.querySelectorAll(".code > pre")];
  if (!blocks.length) return;
  const status = document.createElement("p");
  status.className = "told";
  status.role = "status";
  document.body.append(status);
  let calm;
  const tell = (words) => {
    status.textContent = words;
    clearTimeout(calm);
    calm = setTimeout(() => { status.textContent = ""; }, 4000);
  };

  // Of a session only what was typed, without the prompts; in doubt all of it.
  const text = (pre) => {
    const all = pre.textContent.replace(/\n$/, "");
    if (!/^(console|shell-?session|terminal)$/.test(pre.parentElement.dataset.language || "")) return all;
    const lines = all.split("\n");
    const prompt = ["$ ", "% ", "# ", "> "].find((one) => lines.some((line) => line.startsWith(one)));
    const out = [];
    for (let at = 0; prompt && at < lines.length; at += 1) {
      if (!lines[at].startsWith(prompt)) continue;
      let line = lines[at].slice(2);
      let typed = "";
      const docs = [];
      for (;;) {
        out.push(line);
        typed += `${line} `;
        docs.push(...line.matchAll(/(?<!<)<<(-?) *["'\\]?([a-z_][\w.-]*)/gi));
        // The bodies of documents come behind the whole line.
        let isOpen = /(?<!\\)(\\\\)*\\$/.test(line);
        if (!isOpen) {
          for (const [, dash, word] of docs.splice(0)) {
            const end = lines.findIndex((one, index) => index > at && (dash ? one.trimStart() : one) === word);
            if (end < 0) return all;
            out.push(...lines.slice(at + 1, end + 1));
            at = end;
          }
          isOpen = /(\||&&)\s*$/.test(line);
        }
        if (!isOpen) break;
        at += 1;
        if (at === lines.length) return all;
        line = lines[at].replace(/^> /, "");
      }
      if (/["']/.test(typed.replace(/\\.|'[^']*'|"(\\.|[^"\\])*"/g, ""))) return all;
    }
    return out.join("\n") || all;
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
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  const copies = new Map();
  blocks.forEach((pre, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy code ${index + 1}`);
    const copy = async () => {
      const done = await put(pre);
      if (!done) getSelection().selectAllChildren(pre);
      button.textContent = done ? "Copied" : "Selected";
      button.className = done ? "done" : "refused";
      const [line, more] = text(pre).split("\n");
      const short = line.slice(0, 60);
      tell(done ? `Copied: ${short}${more === undefined && short === line ? "" : "…"}`
        : "Copying was refused. The code is selected: press Control C.");
      setTimeout(() => {
        button.textContent = "Copy";
        button.className = "";
      }, 4000);
    };
    button.onclick = async () => { await copy(); if (button.className === "done") button.focus(); };
    copies.set(pre, copy);
    pre.after(button);
  });
  let last, place;
  document.addEventListener("keydown", ({ key, target, ctrlKey, metaKey, altKey }) => {
    if (key !== "c" || ctrlKey || metaKey || altKey) return;
    let pre = target.closest?.(".code > pre");
    if (!pre) {
      // Single keys can be turned off; in a block with the focus they are expected.
      if (document.documentElement.dataset.keys === "off"
        || target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]")) return;
      const floor = document.querySelector(".step-bar")?.getBoundingClientRect().top ?? innerHeight;
      const step = document.querySelector(".step.here");
      const seen = (one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return bottom > 20 && top < floor - 20;
      };
      const own = step ? blocks.filter((one) => step.contains(one)) : blocks.filter(seen);
      const at = scrollY === place ? own.indexOf(last) : -1;
      pre = at < 0 ? own.find(seen) || own.find((one) => one.getBoundingClientRect().top > 0) : own[(at + 1) % own.length];
      // What the step has further down is shown before it is copied; else what is in view counts.
      if (pre && !seen(pre)) pre.scrollIntoView({ block: "center", behavior: "instant" });
      pre ||= blocks.find(seen);
    }
    place = scrollY;
    last = pre;
    if (pre) copies.get(pre)(); else tell("No command is in view.");
  });
})();
