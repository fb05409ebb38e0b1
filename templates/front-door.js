(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const { sessions, results } = JSON.parse(byId("index").textContent);
  const MOST = 100; // hits that are shown
  const AROUND = 60; // characters before and behind what was found

  /** Text as it is compared: letters by their parts, so that half a Korean syllable finds the whole, without accents. */
  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  const slides = sessions.flatMap(([session, href, own]) =>
    own.map(([number, title, place, shown, said = ""]) => {
      const texts = [title, shown, said];
      return { session, href: place ? `${href}#${place}` : href, number, title, texts, keys: texts.map(folded) };
    }),
  );

  function search(query) {
    const words = folded(query).split(/\s+/).filter(Boolean);
    if (!words.length) return null;
    return slides
      .filter((slide) => words.every((word) => slide.keys.some((key) => key.includes(word))))
      .map((slide, order) => ({ slide, order, rank: words.filter((word) => slide.keys[0].includes(word)).length }))
      .sort((a, b) => b.rank - a.rank || a.order - b.order)
      .map(({ slide }) => ({ slide, words }));
  }

  /** The ranges of a text that match, by its own characters. */
  function matches(text, words) {
    const starts = []; // of each character of the folded text, its place in the text itself
    let key = "";
    let place = 0;
    for (const character of text) {
      const part = folded(character);
      for (let at = 0; at < part.length; at += 1) starts.push(place);
      key += part;
      place += character.length;
    }
    starts.push(place);
    const found = [];
    for (const word of words) {
      for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + word.length)) {
        const last = starts[at + word.length - 1];
        found.push([starts[at], last + String.fromCodePoint(text.codePointAt(last)).length]);
      }
    }
    return found.sort((a, b) => a[0] - b[0]);
  }

  function marked(text, ranges, from, to) {
    const parts = [];
    let at = from;
    for (const [start, end] of ranges) {
      if (start < at || end > to) continue;
      parts.push(text.slice(at, start), Object.assign(document.createElement("mark"), { textContent: text.slice(start, end) }));
      at = end;
    }
    parts.push(text.slice(at, to));
    return parts;
  }

  function hit({ slide, words }) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = slide.href;
    link.append(...marked(slide.title, matches(slide.title, words), 0, slide.title.length));
    const where = Object.assign(document.createElement("p"), { className: "facts", textContent: `${slide.session} · ${slide.number}` });
    item.append(link, where);
    const body = slide.texts.slice(1).map((text) => [text, matches(text, words)]).find(([, ranges]) => ranges.length);
    if (body) {
      const [text, ranges] = body;
      const from = Math.max(0, ranges[0][0] - AROUND);
      const to = Math.min(text.length, ranges[0][1] + 2 * AROUND);
      const around = document.createElement("p");
      around.append(from ? "… " : "", ...marked(text, ranges, from, to), to < text.length ? " …" : "");
      item.append(around);
    }
    return item;
  }

  function show() {
    const found = search(byId("query").value);
    byId("found").hidden = !found;
    byId("course").hidden = Boolean(found);
    byId("count").textContent = found ? results.replace("{n}", found.length) : "";
    byId("hits").replaceChildren(...(found ?? []).slice(0, MOST).map(hit));
  }

  /** Only the sessions that were changed since a day, with what was changed. */
  function since() {
    const day = byId("since").value;
    document.querySelectorAll(".session").forEach((session) => {
      session.hidden = Boolean(day) && !((session.dataset.changed ?? "") >= day);
      const changes = session.querySelector(".changes");
      if (changes) changes.hidden = !day;
      session.querySelectorAll("[data-day]").forEach((change) => {
        change.hidden = change.dataset.day < day;
      });
    });
  }

  byId("query").disabled = false;
  byId("query").addEventListener("input", show);
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("hits").querySelector("a")?.focus();
  });
  if (byId("since")) {
    byId("since").disabled = false;
    byId("since").addEventListener("input", since);
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("query").focus();
    }
    if (event.key === "Escape" && event.target === byId("query")) {
      byId("query").value = "";
      show();
    }
  });
  show(); // what a browser has kept in the field when it comes back
})();
