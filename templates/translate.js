"use strict";
(() => {
{% include "words.js" %}
  const WAIT = 250; // milliseconds without a key before the slide is drawn with what was typed
  const RIGHT_TO_LEFT = ["ar", "he"];
  const SVG = "http://www.w3.org/2000/svg";
  const byId = (id) => document.getElementById(id);
  const page = document.documentElement;
  const catalogs = JSON.parse(byId("catalogs").textContent);
  const asked = new URLSearchParams(location.search);
  const token = asked.get("token") || "";
  const text = byId("text");
  const state = {
    locale: asked.get("locale") || "", catalog: asked.get("catalog") || "", language: "en",
    rows: [], found: new Map(), shown: [], current: location.hash.slice(1), filter: asked.get("show") || "all",
    slide: -1, place: null, drafts: {}, asking: 0, pictured: "", trying: false, waiting: 0, lost: false, head: null,
  };

  // -- words

  function fill(key, values = {}) {
    return worded(catalogs[state.language][key], values, state.language);
  }

  function nearest(code) {
    const chinese = /^zh\b/i.test(code) ? (/Hant|TW|HK|MO/i.test(code) ? "zh-Hant" : "zh-Hans") : null;
    const language = code.split(/[-_]/)[0].toLowerCase();
    const known = [code, chinese, { pt: "pt-BR", iw: "he", in: "id" }[language], language];
    return known.find((one) => one && Object.hasOwn(catalogs, one));
  }

  function speak(name) {
    state.language = name;
    page.lang = name;
    page.dir = RIGHT_TO_LEFT.includes(name) ? "rtl" : "ltr";
    for (const one of document.querySelectorAll("[data-t]")) one.textContent = fill(one.dataset.t);
    for (const one of document.querySelectorAll("[data-a]")) {
      const [attribute, key] = one.dataset.a.split(":");
      one.setAttribute(attribute, fill(key));
    }
    byId("words").value = name;
    keyList();
    if (state.head) {
      head();
      list();
      present();
    }
  }

  const nameOf = (code) => {
    try {
      return `${new Intl.DisplayNames([state.language], { type: "language" }).of(code)} (${code})`;
    } catch {
      return code;
    }
  };

  function made(tag, content = "", attributes = {}) {
    const one = document.createElement(tag);
    one.append(...(Array.isArray(content) ? content : [content]));
    for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
    return one;
  }

  // -- what is typed and not saved, kept in the browser

  const store = () => `coursedeck-translate:${byId("course").textContent}:${state.locale}`;

  function remembered(name, fallback) {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? fallback;
    } catch {
      return fallback;
    }
  }

  function remember(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // the page keeps it as long as it is open, and asks before it is left
    }
  }

  const saved = (row) => ({ text: row.text, fuzzy: row.fuzzy, comment: row.comment });
  const written = (row) => state.drafts[row.id] || saved(row);
  const same = (one, other) => one.text === other.text && one.fuzzy === other.fuzzy && one.comment === other.comment;

  function draft() {
    const row = state.found.get(state.current);
    if (!row) return;
    const now = { text: text.value, fuzzy: byId("fuzzy").checked, comment: byId("comment").value };
    const known = state.drafts[row.id]?.known || saved(row);
    if (same(now, saved(row))) delete state.drafts[row.id];
    else state.drafts[row.id] = { ...now, known };
    remember(store(), state.drafts);
    itemOf(row.id)?.replaceWith(item(row));
    here(false);
    counted();
  }

  addEventListener("beforeunload", (event) => {
    if (Object.keys(state.drafts).length) event.preventDefault();
  });

  // -- talking to the command

  async function ask(path, values) {
    const answer = await fetch(`${path}?${new URLSearchParams({ ...values, token })}`);
    return heard(answer);
  }

  async function send(path, values) {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Coursedeck-Token": token },
      body: JSON.stringify({ ...values, catalog: state.catalog, locale: state.locale }),
    });
    return heard(answer);
  }

  async function heard(answer) {
    if (answer.status === 403) {
      state.lost = true;
      notice(fill("restarted"));
      throw new Error("restarted");
    }
    return answer.ok ? answer.json() : null;
  }

  function notice(words) {
    byId("notice").textContent = words;
    byId("notice").hidden = !words;
  }

  async function load() {
    const mine = ++state.asking;
    let view;
    try {
      view = await ask("/entries", { locale: state.locale, ...(state.catalog ? { catalog: state.catalog } : {}) });
    } catch (failure) {
      if (failure.message !== "restarted") notice(fill("offline"));
      return;
    }
    if (mine !== state.asking) return;
    if (!view && state.catalog) {
      state.catalog = "";
      return load();
    }
    if (!view || !view.target) return notice((view?.problems || []).map(told).join("\n") || fill("refused"));
    notice(view.problems.map(told).join("\n"));
    take(view);
    head();
    list();
    if (!state.found.has(state.current)) state.current = (state.shown[0] || state.rows[0])?.id || "";
    present();
    address();
    document.body.dataset.version = String(Number(document.body.dataset.version || 0) + 1);
  }

  const told = (one) => `${one.place}: ${one.message}`;

  function take(view) {
    const fresh = state.head === null || state.head.target.code !== view.target.code;
    state.head = view;
    state.catalog = view.catalog;
    state.rows = view.rows;
    state.found = new Map(view.rows.map((row) => [row.id, row]));
    if (fresh) state.drafts = remembered(store(), {});
    for (const [id, one] of Object.entries(state.drafts)) {
      const row = state.found.get(id);
      if (row && same(one, saved(row))) delete state.drafts[id];
    }
    remember(store(), state.drafts);
  }

  function address() {
    const query = new URLSearchParams({ token, locale: state.locale, catalog: state.catalog });
    if (state.filter !== "all") query.set("show", state.filter);
    history.replaceState(null, "", `?${query}#${state.current}`);
  }

  // -- the head of the page

  function head() {
    const view = state.head;
    choices(byId("locale"), view.languages.map((one) => [one.code, nameOf(one.code)]), view.target.code);
    const files = view.catalogs.map((one) => {
      const [done, , all] = one.counts;
      return [one.name, `${titleOf(one)} · ${done}/${all}`];
    });
    choices(byId("catalog"), files, view.catalog);
    const [done, all] = [0, 2].map((at) => view.catalogs.reduce((sum, one) => sum + one.counts[at], 0));
    byId("meter").value = all ? done / all : 1;
    byId("share").textContent = fill("progress", { n: all ? Math.floor((100 * done) / all) : 100 });
    byId("slides").href = `/?${new URLSearchParams({ token, session: view.catalog, locale: view.target.code })}`;
    byId("slides").hidden = !view.slides;
  }

  const titleOf = (one) => one.title || catalogs[state.language][`file.${one.name}`] || one.name;

  function choices(select, options, chosen) {
    select.replaceChildren(...options.map(([value, words]) => {
      const one = made("option", words);
      one.value = value;
      one.selected = value === chosen;
      return one;
    }));
  }

  // -- the list

  const FILTERS = {
    all: () => true,
    todo: (row) => row.state !== "translated",
    untranslated: (row) => row.state === "untranslated",
    fuzzy: (row) => row.state === "fuzzy",
    findings: (row) => row.findings.length > 0,
    slide: (row) => row.slides.includes(state.slide),
  };

  function list() {
    const words = byId("find").value.trim().toLowerCase();
    const matches = (row) => !words || words.startsWith("#") ||
      [row.source, written(row).text, row.via, row.where].some((one) => one.toLowerCase().includes(words));
    byId("filters").replaceChildren(...Object.entries(FILTERS).map(([id, keeps]) => {
      const count = state.rows.filter(keeps).length;
      const one = made("button", [`${fill(`filter.${id}`)} `, made("b", String(count))], { type: "button" });
      one.setAttribute("aria-pressed", String(state.filter === id));
      one.dataset.filter = id;
      return one;
    }));
    state.shown = state.rows.filter((row) => FILTERS[state.filter](row) && matches(row));
    byId("rows").replaceChildren(...state.shown.map(item));
    counted();
    byId("empty").hidden = state.shown.length > 0;
    here(false);
  }

  function counted() {
    const open = Object.keys(state.drafts).length;
    byId("shown").textContent = [fill("shown", { n: state.shown.length }), ...(open ? [fill("unsaved", { n: open })] : [])].join(" · ");
  }

  function item(row) {
    const { source, target, via } = state.head;
    // who goes by another language finds messages by it
    const asked = via && row.via ? [row.via, via] : [row.source, source];
    const worst = row.findings.some((one) => one.severity === "error") ? "error" : "warning";
    const said = written(row).text;
    const one = made("li", [
      ...(row.findings.length ? [made("span", "!", { class: `flaw ${worst}`, title: fill("findings") })] : []),
      made("span", asked[0], { lang: asked[1].code, dir: asked[1].dir, class: "asked" }),
      made("span", said || fill(`state.${row.state}`), { class: "said", ...(said ? { lang: target.code, dir: "auto" } : {}) }),
    ]);
    one.dataset.row = row.id;
    one.className = row.state;
    one.classList.toggle("unsaved", row.id in state.drafts);
    return one;
  }

  const itemOf = (id) => byId("rows").querySelector(`[data-row="${CSS.escape(id)}"]`);

  function here(scroll) {
    for (const one of byId("rows").querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
    const one = itemOf(state.current);
    if (!one) return;
    one.setAttribute("aria-current", "true");
    if (!scroll) return;
    // not scrollIntoView, which would scroll a phone's page as well
    const box = byId("rows");
    const [top, bottom] = [one.offsetTop - box.offsetTop, one.offsetTop - box.offsetTop + one.offsetHeight];
    if (top < box.scrollTop) box.scrollTop = top - 40;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight + 40;
  }

  // -- one message

  function choose(id, edit = false) {
    if (!state.found.has(id)) return;
    if (id !== state.current) {
      state.current = id;
      state.place = null;
      say("");
      fits(null);  // what is shown until the slide comes was said of another text
      present();
      address();
    }
    here(true);
    if (edit) text.focus();
  }

  function present() {
    const row = state.found.get(state.current);
    byId("text").disabled = !row;
    if (!row) return;
    const { source, target, via } = state.head;
    const one = written(row);
    byId("source-name").textContent = `${fill("source")}: ${nameOf(source.code)}`;
    words(byId("source"), row.source, source);
    byId("before-box").hidden = !row.before.length;
    byId("before").replaceChildren(...row.before.map(([kind, part]) =>
      kind === "same" ? part : made(kind === "gone" ? "del" : "ins", part)));
    byId("before").lang = source.code;
    byId("before").dir = source.dir;
    byId("via-box").hidden = !row.via;
    if (via) byId("via-name").textContent = nameOf(via.code);
    words(byId("via"), row.via, via || source);
    byId("text-name").textContent = `${fill("translation")}: ${nameOf(target.code)}`;
    text.lang = target.code;
    text.dir = target.dir;
    if (text.value !== one.text) text.value = one.text;
    byId("fuzzy").checked = one.fuzzy;
    byId("comment").value = one.comment;
    conflict(row);
    beside(row);
    here(false);
    if (row.id in state.drafts) {
      say(fill("state.unsaved"));
      attempt();
    } else picture();
  }

  function words(box, content, language) {
    box.textContent = content;
    box.lang = language.code;
    box.dir = language.dir;
  }

  function conflict(row) {
    const one = state.drafts[row.id];
    const clash = Boolean(one) && !same(one.known, saved(row));
    byId("conflict").hidden = !clash;
    if (clash) words(byId("theirs"), row.text || fill("state.untranslated"), state.head.target);
  }

  function beside(row, findings = row.findings) {
    byId("findings").replaceChildren(...(findings.length ? findings.map((one) =>
      made("li", one.message, { class: one.severity, lang: "en", dir: "ltr" })) : [made("li", fill("findings.none"), { class: "none" })]));
    byId("terms-box").hidden = !row.terms.length;
    byId("terms").replaceChildren(...row.terms.map(([term, targets]) => made("li", [
      made("span", `${term} → `, { lang: state.head.source.code }),
      ...targets.map((target) => made("button", target, { type: "button", lang: state.head.target.code, "data-term": target })),
    ])));
    const hints = [...row.hints, ...row.links.map(([number, link]) => `[${number}] ${link}`)];
    byId("hints-box").hidden = !hints.length;
    byId("hints").replaceChildren(...hints.map((hint) => made("li", hint)));
  }

  function say(words, bad = false) {
    byId("state").textContent = words;
    byId("state").classList.toggle("bad", bad);
  }

  // -- the slide

  async function picture() {
    const row = state.found.get(state.current);
    if (!row) return;
    const mine = row.id;
    let view;
    try {
      view = await ask("/slide", {
        locale: state.locale, catalog: state.catalog, row: row.id, ...(state.place === null ? {} : { slide: state.place }),
      });
    } catch {
      return;
    }
    if (view && mine === state.current && !(mine in state.drafts)) draw(row, view);
  }

  function draw(row, view) {
    const box = byId("picture");
    box.classList.remove("pending");
    if (view.svg !== state.pictured) {
      state.pictured = view.svg;
      box.innerHTML = view.svg;
    }
    box.querySelector(".marks")?.remove();
    box.hidden = !view.svg;
    const moved = state.slide !== view.slide;
    state.slide = view.slide;
    if (view.svg) {
      box.style.aspectRatio = `${view.size[0]} / ${view.size[1]}`;
      box.setAttribute("aria-label", fill("picture", { n: view.number }));
      box.append(marks(row, view));
    }
    facts(row, view);
    fits(view.fit);
    if (view.findings) beside(row, view.findings);
    if (!moved) return;
    if (state.filter === "slide") list();
    const count = byId("filters").querySelector("[data-filter=slide] b");
    if (count) count.textContent = String(state.rows.filter(FILTERS.slide).length);
  }

  function marks(row, view) {
    const all = document.createElementNS(SVG, "svg");
    all.setAttribute("class", "marks");
    all.setAttribute("viewBox", `0 0 ${view.size[0]} ${view.size[1]}`);
    // pictures behind the labels that stand in them
    const sorted = [...view.marks].sort((one, other) => (other[5] === "picture") - (one[5] === "picture"));
    for (const [id, left, top, width, height] of sorted) {
      const one = document.createElementNS(SVG, "rect");
      const sides = { x: left - 3, y: top - 1, width: width + 6, height: height + 2, rx: 3 };
      for (const [name, value] of Object.entries(sides)) one.setAttribute(name, value);
      one.dataset.row = id;
      if (id === row.id) one.classList.add("here");
      all.append(one);
    }
    return all;
  }

  function facts(row, view) {
    const spoken = row.role === "notes";
    const where = !view.svg ? "slide.none" : spoken ? "slide.spoken" : "slide";
    const others = (view.slides || row.slides).filter((one) => one !== view.slide);
    byId("facts").replaceChildren(
      made("strong", fill(where, { n: view.number })),
      ...(view.hidden ? [made("span", fill("slide.hidden"))] : []),
      made("span", `${row.role}${row.where ? ` · ${row.where}` : ""}`, { lang: "en" }),
      ...(others.length && view.svg ? [made("span", fill("slide.others")), ...others.slice(0, 6).map((one) =>
        made("button", String(one + 1), { type: "button", "data-slide": one }))] : []),
      ...(row.entry ? [made("span", row.entry, { dir: "ltr" })] : []),
    );
  }

  function fits(fit) {
    const box = byId("fit");
    box.className = `fit ${fit?.kind || ""}`;
    if (!fit) return box.replaceChildren();
    const values = { n: fit.kind === "fits" ? fit.lines : fit.tooMany, size: fit.size, old: fit.sourceSize };
    const lines = fit.tooMany > 0 ? fill("fit.long", values) : "";
    const said = { split: `${lines} ${fill("fit.split")}`.trim(), long: lines || fill("fit.wide") }[fit.kind];
    const advice = fit.advice ? [made("small", fit.advice, { lang: "en", dir: "ltr" })] : [];
    box.replaceChildren(said || fill(`fit.${fit.kind}`, values), ...advice);
  }

  // one attempt at a time: what was typed meanwhile is tried when its answer is there
  async function attempt() {
    if (state.trying) return;
    const row = state.found.get(state.current);
    if (!row) return;
    const typed = text.value;
    state.trying = true;
    byId("picture").classList.add("pending");
    byId("fit").classList.add("pending");
    let view = null;
    try {
      view = await send("/try", { row: row.id, text: typed });
    } catch (failure) {
      if (failure.message !== "restarted") notice(fill("offline"));
    }
    state.trying = false;
    byId("fit").classList.remove("pending");
    byId("picture").classList.remove("pending");
    if (row.id !== state.current) return present();
    if (text.value !== typed) return attempt();
    if (view && view.svg) draw(row, view);
    else if (view) {
      fits(view.fit);
      beside(row, view.findings);
    }
  }

  function typed() {
    draft();
    const row = state.found.get(state.current);
    if (!row) return;
    say(row.id in state.drafts ? fill("state.unsaved") : "");
    clearTimeout(state.waiting);
    state.waiting = setTimeout(attempt, WAIT);
  }

  text.addEventListener("input", () => {
    // a new translation is for the source as it is now
    if (state.found.get(state.current)?.before.length) byId("fuzzy").checked = false;
    typed();
  });
  byId("fuzzy").addEventListener("change", typed);
  byId("comment").addEventListener("input", draft);

  // -- saving

  async function save(fuzzy = null, then = null) {
    const row = state.found.get(state.current);
    if (!row) return;
    if (fuzzy !== null) byId("fuzzy").checked = fuzzy;
    draft();
    const next = then ? then() : null;
    if (row.id in state.drafts && !(await write(row))) return;
    if (next && state.current === row.id) choose(next, true);
  }

  // writes one text; whether the file has it now
  async function write(row) {
    const one = state.drafts[row.id];
    let done = null;
    try {
      done = await send("/save", { row: row.id, text: one.text, fuzzy: one.fuzzy, comment: one.comment, known: one.known });
    } catch (failure) {
      // it is written as soon as the command answers again
      one.wanted = true;
      if (failure.message !== "restarted") notice(fill("offline"));
    }
    if (done?.now) Object.assign(row, done.now, { state: done.now.text ? (done.now.fuzzy ? "fuzzy" : "translated") : "untranslated" });
    const ok = done?.state === "saved";
    if (ok) {
      if (!row.fuzzy) row.before = [];
      if (same(state.drafts[row.id], one)) delete state.drafts[row.id];
      remember(store(), state.drafts);
      itemOf(row.id)?.replaceWith(item(row));
      counted();
    }
    if (row.id === state.current) {
      here(false);
      conflict(row);
      say(ok ? fill("saved") : [fill("refused"), ...(done?.problems || []).map(told)].join(" "), !ok);
    }
    return ok;
  }

  async function resend() {
    for (const id of Object.keys(state.drafts)) {
      const row = state.found.get(id);
      if (row && state.drafts[id].wanted) await write(row);
    }
  }

  byId("take").addEventListener("click", () => {
    delete state.drafts[state.current];
    remember(store(), state.drafts);
    counted();
    say("");
    present();
    text.focus();
  });
  byId("keep").addEventListener("click", () => {
    const row = state.found.get(state.current);
    state.drafts[row.id] = { ...state.drafts[row.id], known: saved(row) };
    remember(store(), state.drafts);
    conflict(row);
    text.focus();
  });

  // -- moving about

  function step(by, keeps = () => true) {
    const rows = state.shown.length ? state.shown : state.rows;
    let at = rows.findIndex((row) => row.id === state.current);
    if (at < 0) at = by > 0 ? -1 : rows.length;
    for (at += by; at >= 0 && at < rows.length; at += by) if (keeps(rows[at])) return rows[at].id;
    return null;
  }

  const unfinished = (row) => row.state !== "translated" && row.id !== state.current;
  const go = (id, edit = document.activeElement === text) => { if (id) choose(id, edit); };

  const ACTIONS = {
    done: () => save(false, () => step(1)),
    "fuzzy.next": () => save(true, () => step(1)),
    save: () => save(),
    fuzzy: () => { byId("fuzzy").checked = !byId("fuzzy").checked; typed(); },
    copy: () => { insert(state.found.get(state.current)?.source || "", true); },
    next: () => go(step(1)),
    back: () => go(step(-1)),
    open: () => go(step(1, unfinished)),
    find: () => { byId("find").focus(); byId("find").select(); },
    edit: () => text.focus(),
    leave: () => byId("rows").focus(),
    keys: () => byId("keys").showModal(),
  };
  // Ctrl, on Macs Command as well; none with Alt and a letter, which types letters on many keyboards
  const KEYS = [
    ["done", "Ctrl Enter"], ["fuzzy.next", "Ctrl Shift Enter"], ["save", "Ctrl S"], ["fuzzy", "Ctrl U"], ["copy", "Ctrl B"],
    ["next", "Alt ↓"], ["back", "Alt ↑"], ["open", "Alt PageDown"], ["find", "Ctrl K"], ["leave", "Esc"], ["keys", "F1"],
  ];
  const LISTED = { j: "next", k: "back", ArrowDown: "next", ArrowUp: "back", n: "open", Enter: "edit", e: "edit", "/": "find", "?": "keys" };
  const SHOWN = { next: "j", back: "k", open: "n", find: "/", keys: "?" };

  function keyList() {
    const rows = [...KEYS.map(([name, keys]) => [name, [keys, SHOWN[name]]]), ["edit", ["Enter"]]];
    byId("key-list").replaceChildren(...rows.flatMap(([name, keys]) => [
      made("dt", keys.filter(Boolean).flatMap((one, at) => [...(at ? [" "] : []), made("kbd", one)]), { dir: "ltr" }),
      made("dd", fill(name)),
    ]));
  }

  function pressed(event) {
    const main = event.ctrlKey || event.metaKey;
    const parts = [main && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"];
    const key = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" }[event.key] || event.key;
    return [...parts, key.length === 1 ? key.toUpperCase() : key].filter(Boolean).join(" ");
  }

  addEventListener("keydown", (event) => {
    // what an input method is composing is its own
    if (event.isComposing || byId("keys").open) return;
    const name = KEYS.find(([, keys]) => keys === pressed(event))?.[0];
    const typing = event.target.closest?.("textarea, input, select, button, a");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    const action = name || (plain ? LISTED[event.key] : undefined);
    if (!action) return;
    event.preventDefault();
    ACTIONS[action]();
  });

  function insert(words, whole = false) {
    text.focus();
    if (whole) text.select();
    // so that it can be taken back
    if (!document.execCommand("insertText", false, words)) text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    typed();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.dataset.filter) {
      state.filter = button.dataset.filter;
      list();
      address();
      byId("filters").querySelector(`[data-filter="${state.filter}"]`).focus();
    } else if (button?.dataset.term) insert(button.dataset.term);
    else if (button?.dataset.slide) {
      state.place = button.dataset.slide;
      picture();
    } else if (button && ["done", "save", "copy", "next", "back"].includes(button.id)) ACTIONS[button.id]();
    const marked = event.target.closest?.("[data-row]");
    if (marked) choose(marked.dataset.row, marked.tagName !== "LI");
  });
  byId("help").addEventListener("click", ACTIONS.keys);
  byId("close").addEventListener("click", () => byId("keys").close());

  byId("find").addEventListener("input", () => list());
  byId("find").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.isComposing) return;
    // else it would break a line in the text that has the focus then
    event.preventDefault();
    const number = /^#?(\d+)$/.exec(event.target.value.trim());
    const row = number ? state.rows[Number(number[1]) - 1] : state.shown[0];
    if (number && row) {
      event.target.value = "";
      list();
    }
    if (row) choose(row.id, true);
  });

  byId("locale").addEventListener("change", (event) => {
    state.locale = event.target.value;
    state.head = null;
    load();
  });
  byId("catalog").addEventListener("change", (event) => {
    state.catalog = event.target.value;
    state.current = "";
    load();
  });
  byId("words").addEventListener("change", (event) => {
    speak(event.target.value);
    remember("coursedeck-translate-words", event.target.value);
  });
  addEventListener("hashchange", () => choose(location.hash.slice(1)));

  // -- news

  const wanted = [remembered("coursedeck-translate-words", null), ...navigator.languages.map(nearest)];
  speak(wanted.find((name) => name && Object.hasOwn(catalogs, name)) || "en");
  const news = new EventSource(`/events?${new URLSearchParams({ token })}`);
  news.addEventListener("message", () => load().then(resend));
  news.addEventListener("error", () => { if (!state.lost) load(); });
})();
