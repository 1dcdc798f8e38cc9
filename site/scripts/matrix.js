// Lights the column of a cell, moves between cells by arrows, filters rows and columns.
(() => {
  for (const box of document.querySelectorAll("[data-matrix]")) {
    const rows = [...box.querySelectorAll("tr")];
    if (rows.length < 2) continue;
    let lit = [];
    const light = (cell) => {
      for (const one of lit) one.classList.remove("lit");
      lit = cell && cell.cellIndex > 0 ? [rows[0].cells[cell.cellIndex], cell] : [];
      if (lit.length) lit.push(cell.parentElement.cells[0]);
      for (const one of lit) one.classList.add("lit");
    };
    const table = rows[0].closest("table");
    for (const event of ["pointerover", "focusin"]) {
      table.addEventListener(event, ({ target }) => light(target.closest("tbody td")));
    }
    table.addEventListener("pointerleave", () => light(null));

    // One stop for Tab; arrows do the rest.
    const links = [...table.querySelectorAll("td a")];
    const stop = (link) => {
      for (const one of links) one.tabIndex = one === link ? 0 : -1;
    };
    if (links.length) stop(links[0]);
    const ways = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    table.addEventListener("keydown", (event) => {
      const way = ways[event.key];
      let cell = event.target.closest("td");
      if (!way || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = getComputedStyle(table).direction === "rtl" ? -way[1] : way[1];
      for (;;) {
        cell = rows[cell.parentElement.rowIndex + way[0]]?.cells[cell.cellIndex + step];
        if (!cell || cell.tagName === "TH") return;
        const link = cell.querySelector("a");
        if (!link || cell.hidden || cell.parentElement.hidden) continue;
        event.preventDefault();
        stop(link);
        link.focus();
        link.scrollIntoView({ block: "nearest", inline: "nearest" });
        return;
      }
    });

    if (rows.length * rows[0].cells.length < 60) continue;
    const form = document.createElement("form");
    form.className = "filter";
    const add = (words, control) => {
      const label = document.createElement("label");
      label.append(words, control);
      form.append(label);
      return control;
    };
    const words = add("Rows with", document.createElement("input"));
    const heads = add("Columns with", document.createElement("input"));
    const kinds = [...new Set([...table.querySelectorAll("td[title]")].map((cell) => cell.dataset.is))];
    const kind = add("Holding", document.createElement("select"));
    kind.append(new Option("anything", ""), ...kinds.map((one) => new Option(one, one)));
    const count = document.createElement("output");
    const reset = document.createElement("button");
    reset.type = "reset";
    reset.textContent = "Show all";
    form.append(count, reset);
    const holds = (cell, text) => cell.textContent.toLowerCase().includes(text.trim().toLowerCase());
    const show = () => {
      const columns = [...rows[0].cells].map((cell, index) => index === 0 || (holds(cell, heads.value)
        && (!kind.value || rows.slice(1).some((row) => holds(row.cells[0], words.value) && row.cells[index].dataset.is === kind.value))));
      let shown = 0;
      for (const row of rows.slice(1)) {
        row.hidden = !holds(row.cells[0], words.value)
          || Boolean(kind.value && ![...row.cells].some((cell, index) => columns[index] && cell.dataset.is === kind.value));
        shown += row.hidden ? 0 : 1;
      }
      for (const row of rows) for (const cell of row.cells) cell.hidden = !columns[cell.cellIndex];
      const wide = columns.filter(Boolean).length - 1;
      count.value = shown && wide ? `${shown} × ${wide} shown` : "nothing holds all of this";
    };
    form.addEventListener("input", show);
    form.addEventListener("reset", () => setTimeout(() => { show(); count.value = ""; }));
    form.addEventListener("submit", (event) => event.preventDefault());
    table.parentElement.before(form);
  }
})();
