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
    // What follows the lanes: rows that lead to an entry, and the entry.
    const keys = new Map(lanes.filter((lane) => lane.dataset.key).map((lane) => [lane.dataset.key, lane]));
    const followers = new Map();
    const follow = (key, elements) => followers.set(key, [...(followers.get(key) || []), ...elements]);
    for (const row of document.querySelectorAll(".prose .table tbody tr")) {
      const key = row.querySelector("a[href^='#']")?.hash.slice(1);
      if (keys.has(key)) follow(key, [row]);
    }
    for (const key of keys.keys()) {
      const heading = document.getElementById(key);
      if (!heading || !/^H[3-6]$/.test(heading.tagName)) continue;
      const entry = [heading];
      for (let next = heading.nextElementSibling; next && !/^H[1-3]$/.test(next.tagName); next = next.nextElementSibling) entry.push(next);
      follow(key, entry);
    }
    const show = () => {
      const at = Number(year());
      let shown = 0;
      for (const lane of lanes) {
        const [first, last] = (lane.dataset.years || "").split(" ").map(Number);
        const hidden = choices.some((one) => one.value && lane.dataset[one.dataset.by] !== one.value)
          || (late?.checked && lane.className !== "overdue");
        // What is not of the year leaves the drawing only: tables are of all years.
        lane.hidden = hidden || Boolean(at && first && (at < first || at > last));
        shown += lane.hidden ? 0 : 1;
        for (const element of followers.get(lane.dataset.key) || []) element.hidden = hidden;
      }
      const isAll = shown === lanes.length;
      count.value = isAll ? "" : `${shown || "none"} of ${lanes.length} shown${at ? ` in ${at}` : ""}`;
      reset.hidden = isAll || Boolean(at && !late?.checked && !choices.some((one) => one.value));
      // A table without a row that is left says nothing, nor does its heading.
      for (const table of document.querySelectorAll(".prose .table")) {
        const rows = [...table.querySelectorAll("tbody tr")];
        const own = rows.some((row) => keys.has(row.querySelector("a[href^='#']")?.hash.slice(1)));
        const head = table.previousElementSibling;
        table.hidden = own && rows.every((row) => row.hidden);
        if (own && head?.tagName === "H2") head.hidden = table.hidden;
      }
      for (const link of zoom) {
        const own = decodeURIComponent(link.hash.slice(1));
        if (own === (at ? `${box.id}-${at}` : box.id)) link.setAttribute("aria-current", "true");
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
