// Search over the index that lies beside the pages. Everything comes in by script elements, so it
// works from file:// too. Without this script the header's form leads to search.html, which offers
// the list of all pages.
(() => {
  "use strict";
  const script = document.currentScript;
  const root = new URL("../../", script ? script.src : document.baseURI);
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  // How many results are shown, and how many more when asked.
  const most = 40;
  // How many values of a facet are shown before somebody asks for all.
  const few = 12;
  // What is shown at once, about a screen: each result may need a file of its own.
  const soon = 6;
  // As Sources/Publishing/Search cuts them.
  const blockSize = 16;
  // How many letters of a page are shown around a hit, about two lines.
  const width = 180;

  // "/" goes to the search box of whatever page this is.
  const box = () =>
    document.querySelector("[data-search-input]") || document.querySelector("[data-search]");
  document.addEventListener("keydown", (event) => {
    if (document.documentElement.dataset.keys === "off") return;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    if (at instanceof Element
      && at.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    const input = box();
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  const page = document.querySelector("[data-search-page]");
  if (!page) return;
  const input = page.querySelector("[data-search-input]");
  const status = page.querySelector("[data-search-status]");
  const facetBox = page.querySelector("[data-search-facets]");
  const list = page.querySelector("[data-search-results]");
  page.hidden = false;

  // Loading: one promise for each script; the script's call hands over the value.
  const loads = new Map();
  const values = new Map();
  const load = (file, key) => {
    if (!loads.has(key)) {
      loads.set(key, new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = new URL("search/" + file, root).href;
        element.onload = () =>
          values.has(key) ? resolve(values.get(key)) : reject(new Error(file));
        element.onerror = () => reject(new Error(file));
        document.head.append(element);
      }));
    }
    return loads.get(key);
  };
  window.waymarkSearch = Object.freeze({
    manifest: (value) => values.set("manifest", value),
    terms: (name, text) => values.set("t-" + name, text.split("\n").slice(0, -1)),
    documents: (number, entries) => values.set("d-" + number, entries),
    text: (path, text) => values.set("x-" + path, text),
  });

  const digitOf = new Uint8Array(128);
  for (let digit = 0; digit < 64; digit += 1) digitOf[digits.charCodeAt(digit)] = digit;
  const numbers = (text, from = 0) => {
    const out = [];
    let value = 0;
    let shift = 0;
    for (let index = from; index < text.length; index += 1) {
      const digit = digitOf[text.charCodeAt(index)];
      value += (digit & 31) * 2 ** shift;
      if (digit & 32) {
        shift += 5;
      } else {
        out.push(value);
        value = 0;
        shift = 0;
      }
    }
    return out;
  };

  // The letters of terms, as Sources/Publishing/Search folds them.
  const special = { "ß": "ss", "æ": "ae", "œ": "oe", "ĳ": "ij", "þ": "th", "ð": "d", "ø": "o",
    "đ": "d", "ħ": "h", "ı": "i", "ĸ": "k", "ł": "l", "ŀ": "l", "ŋ": "n", "ŉ": "n", "ŧ": "t",
    "ſ": "s" };
  const folded = (text) => {
    let out = "";
    for (const letter of text) {
      const small = letter === "İ" ? "i" : letter.toLowerCase();
      const code = small.codePointAt(0);
      if (special[small]) out += special[small];
      else if (code >= 0xc0 && code <= 0x17f) out += small.normalize("NFD")[0];
      else out += small;
    }
    return out;
  };
  const wordsOf = (query) => {
    const found = folded(query).match(
      /[\u3040-\u9fff\uac00-\ud7af]|[^\s!-\/:-@\[-^`{-\u00bf\u2000-\u2bff\u3000-\u9fff\uac00-\ud7af]+(?:[._][^\s!-\/:-@\[-^`{-\u00bf\u2000-\u2bff\u3000-\u9fff\uac00-\ud7af]+)*/g);
    return [...new Set(found || [])].filter((word) => word.length > 1 || /[^a-z_]/.test(word))
      .slice(0, 8);
  };

  // Terms are sorted by their UTF-8, which is the order of code points.
  const compare = (left, right) => {
    const a = Array.from(left);
    const b = Array.from(right);
    for (let index = 0; index < a.length && index < b.length; index += 1) {
      if (a[index] !== b[index]) return a[index].codePointAt(0) - b[index].codePointAt(0);
    }
    return a.length - b.length;
  };
  const shardOf = (manifest, term) => {
    let low = 0;
    let high = manifest.first.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(manifest.first[middle], term) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };

  // Whether so many insertions, deletions, substitutions or swaps behind the first letter make a
  // word the start of a term.
  const isNear = (word, term, edits, at = 0, other = 0) => {
    while (at < word.length && word[at] === term[other]) {
      at += 1;
      other += 1;
    }
    if (at === word.length) return true;
    if (at === 0 || edits === 0) return false;
    return isNear(word, term, edits - 1, at + 1, other)
      || isNear(word, term, edits - 1, at, other + 1)
      || isNear(word, term, edits - 1, at + 1, other + 1)
      || (at + 1 < word.length && word[at] === term[other + 1] && word[at + 1] === term[other]
        && isNear(word, term, edits - 1, at + 2, other + 2));
  };

  // The lines of shards, all asked for at once.
  const linesOf = async (manifest, from, to) => (await Promise.all(
    manifest.shards.slice(from, to).map((name) => load("t-" + name + ".js", "t-" + name)))).flat();

  // Scores of one word by document: whole term before start of a term before a near miss.
  const weights = [0, 1, 4, 9];
  const lookUp = async (manifest, word) => {
    const scores = { of: new Float64Array(manifest.count), size: 0 };
    if (!manifest.shards.length) return scores;
    const take = (line, space, factor) => {
      const places = numbers(line, space + 1);
      const rarity = Math.log(1 + manifest.count / places.length) * factor;
      let last = 0;
      for (const place of places) {
        last += place >>> 2;
        const score = weights[place & 3] * rarity;
        if (score <= scores.of[last]) continue;
        if (!scores.of[last]) scores.size += 1;
        scores.of[last] = score;
      }
    };
    const first = shardOf(manifest, word);
    let end = first + 1;
    while (end < first + 4 && manifest.first[end]?.startsWith(word)) end += 1;
    for (const line of await linesOf(manifest, first, end)) {
      if (!line.startsWith(word)) continue;
      const space = line.indexOf(" ");
      if (space > word.length) take(line, space, 0.5);
      else if (space === line.length - 1) scores.isCommon = true;
      else take(line, space, 1);
    }
    if (scores.size || scores.isCommon || word.length < 4 || /^[0-9.]+$/.test(word)) return scores;
    // A slip behind the first letter leaves the term among those of that letter, near by or not.
    const letter = word[0];
    let from = first;
    while (from > 0 && first - from < 6 && compare(manifest.first[from], letter) > 0) from -= 1;
    while (end < first + 6 && manifest.first[end]?.startsWith(letter)) end += 1;
    const lines = await linesOf(manifest, from, end);
    for (let edits = 1; edits <= (word.length > 6 ? 2 : 1) && !scores.size; edits += 1) {
      const near = [];
      for (const line of lines) {
        if (line[0] !== letter) continue;
        const space = line.indexOf(" ");
        const term = line.slice(0, space);
        if (!isNear(word, term, edits)) continue;
        take(line, space, 0.2 / edits);
        near.push([term, line.length]);
      }
      // What is on many pages is more likely meant.
      scores.instead = near.sort((a, b) => b[1] - a[1]).map(([term]) => term)
        .filter((term, index, all) => all.findIndex((one) => term.startsWith(one)) === index).slice(0, 3);
    }
    return scores;
  };

  // What is chosen, by name as in the address.
  const asked = new URLSearchParams(location.search);
  const state = { kind: asked.get("kind"), component: asked.get("component") };
  const isWhole = { kind: false, component: false };
  let limit = most;
  let turn = 0;
  const remember = () => {
    const address = new URL(location.href);
    address.searchParams.set("q", input.value);
    for (const [name, value] of Object.entries(state)) {
      if (value === null) address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    try {
      history.replaceState(null, "", address.href);
    } catch {
      // From file:// some browsers refuse; the address then keeps what it was.
    }
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // The word that is being typed: of others a few letters are no start of anything.
  let typed = "";

  // Whether a text has a word that begins so, or a part of one behind a dot, a dash and the like.
  const holds = (small, word) => {
    const isLetter = (letter) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
    const isStart = word === typed || word.length > 3 || /[\u3040-\u9fff\uac00-\ud7af]/.test(word);
    for (let at = small.indexOf(word); at >= 0; at = small.indexOf(word, at + 1)) {
      if (!isStart && isLetter(small[at + word.length])) continue;
      if (!isLetter(small[at - 1]) || /[\u3040-\u9fff\uac00-\ud7af]/.test(word)) return true;
    }
    return false;
  };

  // Text with the words of the query marked; never as markup.
  const marked = (name, className, text, words) => {
    const made = element(name, className);
    let run = "";
    const flush = () => {
      if (run) made.append(run);
      run = "";
    };
    for (const part of text.split(/([\p{L}\p{N}_.]+)/u)) {
      const small = folded(part);
      if (part && words.some((word) => holds(small, word))) {
        flush();
        made.append(element("mark", "", part));
      } else {
        run += part;
      }
    }
    flush();
    return made;
  };

  // The places of a page where the words stand: those that hold all that any holds, else the best.
  const placesOf = (headings, groups) => {
    const found = [];
    const anywhere = new Set();
    for (let index = 0; index + 1 < headings.length; index += 2) {
      const small = folded(headings[index + 1]);
      const held = groups.filter((group) => group.words.some((word) => holds(small, word)));
      const rare = held.filter((group) => group.tells);
      for (const group of rare) anywhere.add(group);
      const score = held.reduce((sum, group) => sum + group.weight, 0);
      // What most pages have tells no place from another.
      if (rare.length) found.push({ id: headings[index], text: headings[index + 1], score, size: rare.length });
    }
    found.sort((a, b) => b.score - a.score);
    const whole = found.filter((one) => one.size === anywhere.size);
    return (whole.length ? whole : found.filter((one) => one.score * 4 > found[0].score)).slice(0, 3);
  };

  // The part of a text that holds most of the words, as places of its start and end.
  const passageOf = (text, groups) => {
    const small = text.toLowerCase();
    const hits = groups.flatMap((group) => group.words.flatMap((word) => {
      const places = [];
      for (let at = small.indexOf(word); at >= 0 && places.length < 50; at = small.indexOf(word, at + 1)) {
        if (at === 0 || holds(small.slice(at - 1, at + word.length), word)) places.push([at, group]);
      }
      return places;
    }));
    let best = null;
    for (const [start] of hits) {
      const held = new Set(hits.filter(([at]) => at >= start && at < start + width * 0.6).map(([, group]) => group));
      const score = [...held].reduce((sum, group) => sum + group.weight, 0);
      if (!best || score > best.score) best = { start, score };
    }
    if (!best) return null;
    let from = Math.max(0, best.start - width * 0.3 | 0);
    if (from > 0) from = text.slice(from, best.start).search(/\s/) + 1 + from;
    let to = Math.min(text.length, from + width);
    if (to < text.length) to = Math.max(text.slice(0, to).search(/\s\S*$/), best.start + 1);
    return (from > 0 ? "… " : "") + text.slice(from, to).trim() + (to < text.length ? " …" : "");
  };

  // Shows where the words stand once a result is on the screen, if nothing that it shows has them.
  const passages = "IntersectionObserver" in window && new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      passages.unobserve(target);
      target.showPassage();
    }
  });

  const result = (entry, groups) => {
    const [title, label, component, path, summary, headings] = entry;
    const rare = groups.filter((group) => group.tells);
    const words = (rare.length ? rare : groups).flatMap((group) => group.words);
    const item = element("li", "search-result");
    const link = marked("a", "page-title", title, words);
    link.href = new URL(path + ".html", root).href;
    item.append(link, " ");
    item.append(element("span", "label", component ? label + " · " + component : label));
    if (summary) item.append(marked("p", "page-summary", summary, words));
    const places = element("ul", "search-headings");
    for (const { id, text } of placesOf(headings, groups)) {
      const place = marked("a", "", text, words);
      place.href = link.href + "#" + encodeURIComponent(id);
      const line = element("li");
      line.append(place);
      places.append(line);
    }
    if (places.childElementCount) item.append(places);
    const visible = folded(item.textContent);
    const hidden = rare.filter((group) => !group.words.some((word) => holds(visible, word)));
    if (passages && hidden.length) {
      item.showPassage = async () => {
        const text = await load("texts/" + path + ".js", "x-" + path).catch(() => "");
        const passage = passageOf(text, hidden);
        if (passage) item.insertBefore(marked("p", "page-summary search-passage", passage, words), places.isConnected ? places : null);
      };
      passages.observe(item);
    }
    return item;
  };

  const buttonOf = (words, act) => {
    const button = element("button", "", words);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  };

  const facet = (kind, title, names, counts) => {
    const present = names.map((name, number) => [name, counts[number] || 0])
      .filter(([name, count]) => name && (count || state[kind] === name));
    if (present.length < 2 && state[kind] === null) return null;
    const group = element("fieldset", "search-facet");
    group.append(element("legend", "", title));
    const focus = (which) => facetBox.querySelector(`[data-facet="${kind}-${CSS.escape(which)}"]`)?.focus();
    present.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const shown = present.filter(([name], index) => index < few || isWhole[kind] || state[kind] === name);
    for (const [name, count] of shown) {
      const button = buttonOf(name + " ", () => {
        state[kind] = state[kind] === name ? null : name;
        limit = most;
        remember();
        run().then(() => focus(name));
      });
      button.setAttribute("aria-pressed", String(state[kind] === name));
      button.append(element("span", "count", String(count)));
      button.dataset.facet = kind + "-" + name;
      group.append(button);
    }
    if (shown.length < present.length) {
      const more = buttonOf("More", () => {
        isWhole[kind] = true;
        run().then(() => focus(present[few][0]));
      });
      more.setAttribute("aria-label", `More: all ${present.length} values of ${title}`);
      group.append(more);
    }
    return group;
  };
  let grow = null;
  const next = buttonOf("Show more", () => grow?.());
  next.hidden = true;
  list.after(next);

  const run = async () => {
    turn += 1;
    const mine = turn;
    const words = wordsOf(input.value);
    // Results that are about to go need no passages any more.
    if (passages) passages.disconnect();
    typed = words.at(-1) || "";
    if (words.length === 0) {
      list.replaceChildren();
      facetBox.replaceChildren();
      status.textContent = input.value.trim() ? "Type a word of two letters or more." : "";
      next.hidden = true;
      return;
    }
    try {
      const manifest = await load("manifest.js", "manifest");
      if (!manifest.labelOf) {
        manifest.labelOf = numbers(manifest.ofLabel);
        manifest.componentOf = numbers(manifest.ofComponent);
      }
      const each = await Promise.all(words.map((word) => lookUp(manifest, word)));
      if (mine !== turn) return;
      const seen = words.map((word, index) => ({
        words: each[index].instead || [word],
        weight: each[index].isCommon ? 0.01 : Math.max(0.01, Math.log(manifest.count / (each[index].size || 1))),
      }));
      // A word that many pages have tells no place from another beside one that few have.
      const heaviest = Math.max(...seen.map((group) => group.weight));
      for (const group of seen) group.tells = group.weight > 0.1 && group.weight * 4 > heaviest;
      // What no page knows is not asked for.
      const wanted = (kind, names) => (names.includes(state[kind]) ? names.indexOf(state[kind]) : null);
      const ofLabel = wanted("kind", manifest.labels);
      const ofComponent = wanted("component", manifest.components);
      // A document must have every word that some documents have.
      const known = each.filter((scores) => scores.size > 0 && !scores.isCommon);
      const labelCounts = [];
      const componentCounts = [];
      const found = [];
      for (let number = 0; known.length && number < manifest.count; number += 1) {
        let score = 0;
        for (const { of } of known) score = of[number] && score >= 0 ? score + of[number] : -1;
        if (score < 0) continue;
        const label = manifest.labelOf[number];
        const component = manifest.componentOf[number];
        const fitsLabel = ofLabel === null || ofLabel === label;
        const fitsComponent = ofComponent === null || ofComponent === component;
        if (fitsComponent) labelCounts[label] = (labelCounts[label] || 0) + 1;
        if (fitsLabel) componentCounts[component] = (componentCounts[component] || 0) + 1;
        if (fitsLabel && fitsComponent) found.push([number, score]);
      }
      found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const fetched = (from, to) => Promise.all(found.slice(from, to).map(async ([number]) => {
        const block = Math.floor(number / blockSize);
        return (await load("d-" + block + ".js", "d-" + block))[number % blockSize];
      }));
      const shown = await fetched(0, soon);
      if (mine !== turn) return;
      list.replaceChildren(...shown.map((entry) => result(entry, seen)));
      facetBox.replaceChildren(...[
        facet("kind", "Kind", manifest.labels, labelCounts),
        facet("component", "Component", manifest.components, componentCounts),
      ].filter(Boolean));
      const quoted = (some) => "“" + some.join("”, “") + "”";
      const common = words.filter((word, index) => each[index].isCommon);
      const missing = words.filter((word, index) => !each[index].size && !each[index].isCommon);
      let text = "";
      if (common.length) text += "; most pages have " + quoted(common);
      if (missing.length && known.length) text += "; no page has " + quoted(missing);
      words.forEach((word, index) => {
        const instead = each[index].instead;
        if (instead?.length) text += "; no page has " + quoted([word]) + ", these have " + quoted(instead);
      });
      const add = async (from) => {
        status.textContent = (found.length === 1 ? "1 page found" : found.length + " pages found")
          + (found.length > limit ? ", the best " + limit + " are shown" : "") + text + ".";
        next.hidden = true;
        if (from === soon && found.length > soon) await new Promise((resolve) => setTimeout(resolve, 120));
        if (mine !== turn) return;
        const rest = await fetched(from, limit);
        if (mine !== turn) return;
        list.append(...rest.map((entry) => result(entry, seen)));
        next.hidden = found.length <= limit;
      };
      grow = async () => {
        const from = limit;
        limit += most;
        await add(from);
        list.children[from]?.querySelector("a").focus();
      };
      // The rest once the first are on the screen: they lie all over the index.
      await add(soon);
    } catch (problem) {
      if (mine !== turn) return;
      list.replaceChildren();
      next.hidden = true;
      status.textContent = "The search index could not be loaded: " + problem.message + ".";
    }
  };

  // Arrows walk from the box through the results; Enter in the box opens the first.
  page.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a.page-title")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && (event.target === input || at >= 0)) {
      if (links[at + 1]) links[at + 1].focus();
      event.preventDefault();
    } else if (event.key === "ArrowUp" && at >= 0) {
      if (at === 0) input.focus();
      else links[at - 1].focus();
      event.preventDefault();
    } else if (event.key === "Escape" && at >= 0) {
      input.focus();
    }
  });
  page.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
    run().then(() => {
      const first = list.querySelector("a.page-title");
      if (first) first.click();
    });
  });

  // Back leads to what was looked for, however soon a result was opened.
  list.addEventListener("click", remember);
  let wait = 0;
  input.addEventListener("input", () => {
    limit = most;
    run();
    clearTimeout(wait);
    wait = setTimeout(remember, 300);
  });
  load("manifest.js", "manifest").catch(() => { /* said when something is looked for */ });
  input.value = asked.get("q") || "";
  input.focus();
  run();
})();
