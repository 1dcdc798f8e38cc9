// Filters the lanes of a timeline by whose they are; tables and entries of the page follow.
(() => {
  for (const box of document.querySelectorAll("[data-timeline]")) {
    const lanes = [...box.querySelectorAll("li")];
    const zoom = [...box.querySelectorAll(".zoom a")];
    const year = () => {
      const name = decodeURIComponent(location.hash.slice(1));
      return name.startsWith(`${box.id}-`) ? name.slice(box.id.length + 1) : "";
    };
    const form = document.createElement("form");
    form.className = "filter";
    const add = (words, control) => {
      const label = document.createElement("label");
      label.append(words, control);
      form.append(label);
      return control;
    };
    const choice = (words, name) => {
      const all = [...new Set(lanes.map((lane) => lane.dataset[name]).filter(Boolean))].sort();
      if (all.length < 2) return null;
      const control = document.createElement("select");
      control.append(new Option("all", ""), ...all.map((value) => new Option(value, value)));
      control.dataset.by = name;
      return add(words, control);
    };
    const choices = [choice("Component", "group"), choice("Owner", "owner")].filter(Boolean);
    let late = null;
    if (lanes.some((lane) => lane.className === "overdue") && lanes.length > 1) {
      late = document.createElement("input");
      late.type = "checkbox";
      add("", late).after("Only overdue");
    }
    const count = document.createElement("output");
    const reset = document.createElement("button");
    reset.type = "reset";
    reset.textContent = "Show all";
    form.append(count, reset);
    // What follows the lanes: the entries, rows that lead to them, and headings of nothing else.
    const keys = new Set(lanes.map((lane) => lane.dataset.key).filter(Boolean));
    const name = (link) => decodeURIComponent(link.hash.slice(1));
    const level = (element) => Number(/^H([1-6])$/.exec(element.tagName)?.[1] || 7);
    const below = (heading) => {
      const found = [heading];
      for (let next = heading.nextElementSibling; next && level(next) > level(heading); next = next.nextElementSibling) found.push(next);
      return found;
    };
    const followers = new Map();
    for (const key of keys) {
      const heading = document.getElementById(key);
      if (heading && level(heading) < 7) for (const one of below(heading)) followers.set(one, [key]);
    }
    const whole = new Set(followers.keys());
    const lists = new Set();
    for (const row of document.querySelectorAll(".prose .table tbody tr")) {
      const own = [...row.querySelectorAll("a[href^='#']")].map(name).filter((key) => keys.has(key));
      const table = row.closest(".table");
      if (!own.length || whole.has(table)) continue;
      followers.set(row, own);
      lists.add(table);
    }
    const heads = [...document.querySelectorAll(".prose > :is(h2, h3, h4, h5, h6)")].reverse()
      .filter((head) => !whole.has(head)).map(below)
      .filter((part) => part.some((one) => lists.has(one) || whole.has(one)));
    const contents = [...document.querySelectorAll("nav.toc a")];
    const show = () => {
      const at = Number(year());
      const gone = new Set();
      let shown = 0;
      for (const lane of lanes) {
        const [first, last] = (lane.dataset.years || "").split(" ").map(Number);
        const hidden = choices.some((one) => one.value && lane.dataset[one.dataset.by] !== one.value)
          || (late?.checked && lane.className !== "overdue");
        // What is not of the year leaves the drawing only: tables are of all years.
        // What is overdue is so until today.
        const end = lane.className === "overdue" ? Math.max(last, new Date().getFullYear()) : last;
        lane.hidden = hidden || Boolean(at && first && (at < first || at > end));
        shown += lane.hidden ? 0 : 1;
        if (hidden) gone.add(lane.dataset.key);
      }
      for (const [element, own] of followers) element.hidden = own.every((key) => gone.has(key));
      const isAll = shown === lanes.length;
      count.value = isAll ? "" : `${shown || "none"} of ${lanes.length} shown${at ? ` in ${at}` : ""}`;
      reset.hidden = isAll || Boolean(at && !late?.checked && !choices.some((one) => one.value));
      // A table without a row that is left says nothing, nor does its heading or what introduces it.
      for (const table of lists) table.hidden = [...table.querySelectorAll("tbody tr")].every((row) => row.hidden);
      for (const part of heads) {
        const isEmpty = part.every((one, index) => !index || one.hidden || (one.tagName === "P" && !whole.has(one)));
        for (const one of part) {
          if (one !== part[0] && level(one) < 7) break;
          if (one === part[0] || one.tagName === "P") one.hidden = isEmpty;
        }
      }
      for (const link of contents) link.parentElement.hidden = Boolean(document.getElementById(name(link))?.hidden);
      for (const link of zoom) {
        if (name(link) === (at ? `${box.id}-${at}` : box.id)) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    form.addEventListener("input", show);
    form.addEventListener("reset", () => setTimeout(show));
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", show);
    if (choices.length || late) box.querySelector(".scroll").before(form);
    show();
    // On a canvas wider than the screen today matters more than the first year.
    const scroll = box.querySelector(".scroll");
    const today = box.querySelector(".today");
    if (today && !year() && scroll.scrollWidth > scroll.clientWidth) {
      scroll.scrollLeft += today.getBoundingClientRect().left - scroll.getBoundingClientRect().left - scroll.clientWidth * 0.75;
    }
  }
})();
