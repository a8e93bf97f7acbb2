// Searches, filters, sorts, compares and takes away the table of studies; without this script the table is all there.
// What is shown is written in the page's address, so that a link shows it to others and Back shows it again.
(() => {
  const table = document.querySelector(".studies"), scroll = table.parentNode, body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const YEAR = "Year", MOST_COMPARED = 3, UNKNOWN = 99;
  const inOrder = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  const make = (tag, values, ...inside) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...inside);
    return made;
  };
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  // What a part of the page says, without signs and without the controls in it.
  const words = (node) => node.nodeType === 3 ? node.data
    : /^(I|BUTTON|LABEL)$/.test(node.tagName) ? "" : [...node.childNodes].map(words).join("");
  const parts = (cell) => [...cell.childNodes].map((node) => words(node).trim()).filter(Boolean);

  // ── What the table holds ──

  const titles = heads.map((head) => words(head).trim());
  const directions = [...document.querySelectorAll(".key .direction")].map((one) => words(one).trim());
  const results = (cell, at) => [...cell.querySelectorAll(".direction")]
    .map((one) => ({ outcome: titles[at], direction: words(one).trim() }));
  const rows = [...body.rows].map((row, place) => {
    const cells = [...row.cells], said = cells.map(parts), [name] = said[0];
    return {
      row, place, said, name,
      id: cells[0].firstChild.pathname.match(/([^/]+)\.html$/)[1],
      year: +name.match(/.*(\d{4})/)[1],
      size: +(row.querySelector("[data-size]")?.dataset.size || -1),
      results: cells.flatMap(results),
      text: plain(said.join(" ")),
    };
  });
  const large = rows.length > 100, rowsAFrame = large ? 12 : rows.length;
  const years = rows.map((one) => one.year), first = Math.min(...years), last = Math.max(...years);

  // ── What is asked for ──

  let asked = new URLSearchParams(location.search);
  const all = (name) => asked.getAll(name);
  const one = (name) => asked.get(name) || "";
  const put = (name, value) => value ? asked.set(name, value) : asked.delete(name);
  const ask = (change, keep = history.pushState) => {
    change();
    // A browser may forbid this on a page from disk; the table still does what it is asked.
    try { keep.call(history, null, "", `${asked}` ? `?${asked}` : location.pathname); } catch {}
    draw();
  };
  const toggle = (name, value, on) => ask(() => {
    const rest = all(name).filter((other) => other !== value);
    asked.delete(name);
    for (const other of on ? [...rest, value] : rest) asked.append(name, other);
  });

  // A facet's values of a study. An outcome and a direction are asked of one and the same result; their facets share a
  // group, and a study's values in one depend on what is chosen in the other.
  const chosen = {};
  const ofColumn = (head, at) => ({ name: head.dataset.facet, title: titles[at], group: at, places: [], of: (study) => study.said[at] });
  const ofResults = (name, other, places) => ({
    name, title: name === "outcome" ? "Outcome" : "Direction", group: "results", places,
    of: (study) => study.results.filter((result) => !chosen[other].size || chosen[other].has(result[other])).map((result) => result[name]),
  });
  const facets = [
    ...heads.flatMap((head, at) => head.dataset.facet ? ofColumn(head, at) : []),
    ofResults("outcome", "direction", titles),
    ofResults("direction", "outcome", directions),
  ];
  for (const { name } of facets) chosen[name] = new Set();
  for (const facet of facets)
    facet.values = [...new Set(rows.flatMap(facet.of))]
      .sort((a, b) => facet.places.indexOf(a) - facet.places.indexOf(b) || inOrder(a, b));

  const year = (name, otherwise) => +one(name) >= 1000 ? +one(name) : otherwise;
  // Which groups of wishes a study does not meet.
  const unmet = (study, find) => {
    const missed = new Set();
    for (const { name, group, of } of facets)
      if (chosen[name].size && !of(study).some((value) => chosen[name].has(value))) missed.add(group);
    if (study.year < year("from", first) || study.year > year("to", last)) missed.add("year");
    if (!find.every((word) => study.text.includes(word))) missed.add("q");
    return missed;
  };

  // ── The form above the table ──

  const field = (label, control) => make("label", { className: "explorer__field" }, label, control);
  const button = (label, act) => make("button", { type: "button", onclick: act }, label);
  const tick = (label, act) => {
    const input = make("input", { type: "checkbox", onchange: () => act(input.checked) });
    return make("label", {}, input, ` ${label} `);
  };
  const menu = (title, ...inside) => {
    const count = make("b");
    return Object.assign(make("details", {}, make("summary", {}, `${title} `, count), make("div", {}, ...inside)), { count });
  };

  const search = make("input", { type: "search", autocomplete: "off" });
  const [from, to] = [first, last].map((end) => make("input", { type: "number", min: first, max: last, placeholder: end }));
  const sort = make("select", {}, ...[...titles, YEAR].flatMap((title) => [
    make("option", { value: title }, `${title}, ascending`), make("option", { value: `-${title}` }, `${title}, descending`),
  ]));
  const status = make("p", { className: "explorer__status" });
  status.setAttribute("role", "status");
  for (const facet of facets.filter(({ values }) => values.length > 1)) {
    facet.ticks = facet.values.map((value) => {
      const label = tick(value, (on) => toggle(facet.name, value, on)), number = make("span", { className: "quiet" });
      label.append(number);
      return { value, label, number, input: label.firstChild };
    });
    facet.menu = menu(facet.title, ...facet.ticks.map(({ label }) => label));
  }
  const yearMenu = menu(YEAR, field("From", from), field("To", to));
  const columns = titles.slice(1).map((title) => tick(title, (on) => toggle("hide", title, !on)));
  const columnMenu = menu("Columns", ...columns);
  const menus = [...facets.flatMap((facet) => facet.menu || []), yearMenu, columnMenu];
  const clear = button("Clear all", () => {
    for (const pick of picks) pick.checked = false;
    ask(() => { asked = new URLSearchParams(); });
    search.focus();
  });
  const beside = button("", () => { ask(() => put("compare", picked().join())); compared.firstChild?.focus(); });
  const save = button("Download these rows (CSV)", () => download());
  const compared = make("section", { className: "compared wide" });
  scroll.before(make("form", { className: "explorer wide", onsubmit: (event) => event.preventDefault() },
    field("Search the records", search), field("Sort by", sort),
    make("div", { className: "explorer__menus" }, ...menus),
    make("div", { className: "explorer__acts" }, status, clear, beside, save)), compared);

  // One menu at a time is open; Escape closes it.
  document.addEventListener("click", ({ target }) => { for (const menu of menus) if (!menu.contains(target)) menu.open = false; });
  document.addEventListener("keydown", ({ key }) => {
    const open = key === "Escape" && menus.find((menu) => menu.open);
    if (open) { open.open = false; open.firstChild.focus(); }
  });
  for (const [name, control] of [["q", search], ["from", from], ["to", to]])
    control.addEventListener("input", () => ask(() => put(name, control.value.trim()), history.replaceState));
  sort.addEventListener("change", () => ask(() => put("sort", sort.value === titles[0] ? "" : sort.value)));
  heads.forEach((head, at) => head.firstChild.replaceWith(button(titles[at], () => {
    const now = one("sort") || titles[0];
    ask(() => put("sort", now === titles[at] ? `-${now}` : at ? titles[at] : ""));
  })));

  // What the records say beyond the table is fetched when somebody searches.
  let fetched;
  const fetchWords = () => {
    fetched ||= document.head.appendChild(make("script", { src: table.dataset.words, onload: () => {
      for (const study of rows) study.text += plain(` ${self.words[study.id] || ""}`);
      draw();
    } }));
  };
  search.addEventListener("focus", fetchWords);

  // ── Side by side ──

  const picks = rows.map((study) => {
    const label = tick("Compare", () => draw());
    label.firstChild.setAttribute("aria-label", `Compare ${study.name}`);
    study.row.cells[0].append(label);
    return Object.assign(label.firstChild, { value: study.id });
  });
  const picked = () => picks.filter((pick) => pick.checked).map((pick) => pick.value);
  const copy = (node) => node.cloneNode(true);

  const drawCompared = (ids) => {
    const these = ids.flatMap((id) => rows.find((study) => study.id === id) || []).slice(0, MOST_COMPARED);
    compared.replaceChildren();
    if (these.length < 2) return;
    for (const pick of picks) pick.checked = these.some(({ id }) => id === pick.value);
    const lines = titles.flatMap((title, at) => at && these.some((study) => study.said[at].length) ? make("tr", {},
      make("th", { scope: "row" }, title),
      ...these.map(({ row }) => make("td", {}, ...[...row.cells[at].childNodes].map(copy)))) : []);
    compared.append(
      make("h2", { tabIndex: -1 }, "Side by side"),
      make("div", { className: "scroll" }, make("table", { className: "table" },
        make("thead", {}, make("tr", {}, make("td"),
          ...these.map(({ row }) => make("th", { scope: "col" }, copy(row.cells[0].firstChild))))),
        make("tbody", {}, ...lines))),
      button("Close", () => { ask(() => put("compare")); beside.focus(); }));
  };

  // ── Taking away ──

  // As in the build: what a spreadsheet would take for a formula gets an apostrophe.
  const FORMULA = /^(?=[=+\-@\t\r\n＝＋－＠])|[;\t\r\n](?=[=@＝＠]|[-+＋－](?! ))/g;
  const safe = (text) => `"${text.replace(FORMULA, "$&'").replaceAll('"', '""')}"`;
  const download = () => {
    const shown = titles.map((_, at) => at).filter((at) => !all("hide").includes(titles[at]));
    const lines = sorted().filter(({ shown }) => shown).map(({ said }) => said.map((some) => some.join("; ")));
    const text = [titles, ...lines].map((line) => shown.map((at) => safe(line[at])).join()).join("\r\n");
    const href = URL.createObjectURL(new Blob([text, "\r\n"], { type: "text/csv" }));
    make("a", { href, download: "studies.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  };

  // ── Drawing ──

  const sorted = () => {
    const wanted = one("sort") || titles[0], back = wanted[0] === "-", title = wanted.slice(+back), at = titles.indexOf(title);
    const rank = (study) => {
      const found = study.results.filter((result) => result.outcome === title).map((result) => directions.indexOf(result.direction));
      return found.length ? Math.min(...found) : UNKNOWN;
    };
    const key = title === YEAR ? ({ year }) => year
      : at < 1 ? ({ place }) => place
      : heads[at].querySelector("[data-note]") ? rank
      : rows.some(({ row }) => row.cells[at].dataset.size) ? ({ size }) => size
      : ({ said }) => said[at].join();
    heads.forEach((head, here) => here === at ? head.setAttribute("aria-sort", back ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
    const keyed = rows.map((study) => [key(study), study]);
    const compare = (a, b) => typeof a === "number" ? a - b : inOrder(a, b);
    return keyed.sort(([a, x], [b, y]) => compare(a, b) * (back ? -1 : 1) || x.place - y.place).map(([, study]) => study);
  };

  // Laying out a row costs more than all the counting: the rows of a large table come a screenful a frame.
  const drawRows = (wanted) => {
    const ids = `${wanted.map(({ id }) => id)}`;
    if (ids === drawn) return;
    drawn = ids;
    cancelAnimationFrame(later);
    body.replaceChildren();
    reveal(wanted);
  };
  const reveal = (wanted) => {
    body.append(...wanted.slice(0, rowsAFrame).map(({ row }) => row));
    if (wanted.length > rowsAFrame) later = requestAnimationFrame(() => reveal(wanted.slice(rowsAFrame)));
  };

  let drawn = `${rows.map(({ id }) => id)}`, hidden = "", besides = "", later;
  const draw = () => {
    for (const { name, values } of facets) chosen[name] = new Set(all(name).filter((value) => values.includes(value)));
    const find = plain(one("q")).split(/\s+/).filter(Boolean), counts = {};
    let shown = 0;
    for (const study of rows) {
      const missed = unmet(study, find), out = missed.size > 0;
      study.shown = !out;
      if (study.shown) shown += 1;
      // A study that a facet alone keeps out would be in with another value of it: it counts there.
      for (const { name, group, of } of facets)
        if (!out || (missed.size === 1 && missed.has(group)))
          for (const value of new Set(of(study))) counts[`${name} ${value}`] = (counts[`${name} ${value}`] || 0) + 1;
    }
    status.textContent = `${shown} of ${rows.length} studies`;
    drawForm(counts);
    const order = sorted();
    drawRows(order.filter((study) => study.shown));
    drawColumns(all("hide"));
    if (besides !== one("compare")) drawCompared((besides = one("compare")).split(","));
    const many = picked().length;
    beside.hidden = many < 2 || `${picked()}` === besides;
    beside.textContent = `Put ${many} side by side`;
    for (const pick of picks) pick.disabled = many >= MOST_COMPARED && !pick.checked;
  };

  const drawForm = (counts) => {
    for (const { name, ticks, menu } of facets.filter((facet) => facet.menu)) {
      for (const { value, label, number, input } of ticks) {
        const count = counts[`${name} ${value}`] || 0;
        number.textContent = count;
        label.classList.toggle("explorer__none", !count);
        input.checked = chosen[name].has(value);
      }
      menu.count.textContent = chosen[name].size || "";
    }
    yearMenu.count.textContent = all("from").length + all("to").length || "";
    for (const [control, name] of [[search, "q"], [from, "from"], [to, "to"]])
      if (control.value.trim() !== one(name)) control.value = one(name);
    sort.value = one("sort") || titles[0];
    clear.hidden = !`${asked}`;
  };

  const drawColumns = (off) => {
    if (hidden === `${off}`) return;
    hidden = `${off}`;
    columns.forEach((label, at) => {
      const gone = off.includes(titles[at + 1]);
      for (const { cells } of [table.tHead.rows[0], ...rows.map(({ row }) => row)]) cells[at + 1].hidden = gone;
      label.firstChild.checked = !gone;
    });
    columnMenu.count.textContent = off.length ? `${titles.length - off.length} of ${titles.length}` : "";
  };

  for (const label of columns) label.firstChild.checked = true;
  addEventListener("popstate", () => { asked = new URLSearchParams(location.search); draw(); });
  draw();
  if (one("q")) fetchWords();
})();
