"use strict";
(() => {
  const BLINK = 700;
  // plural categories (Unicode CLDR) in the order of the forms, by how many of those a language has
  const CATEGORIES = { 2: ["one", "other"], 3: ["one", "few", "many"], 6: ["zero", "one", "two", "few", "many", "other"] };
  const RIGHT_TO_LEFT = ["ar", "he"];
  const body = document.body;
  const cards = [...document.querySelectorAll(".card")];
  const field = (id) => document.getElementById(id);
  const find = field("find");
  const locale = field("locale");
  const store = `coursedeck-review:${body.dataset.key}`;
  const texts = new Map();
  let verdicts = read();
  let filter = "todo";
  let current = null;
  let blinking = 0;
  const catalogs = JSON.parse(field("catalogs").textContent);
  const page = document.documentElement;
  let language = page.lang;

  function read() {
    try {
      return JSON.parse(localStorage.getItem(store)) || {};
    } catch {
      return {};
    }
  }

  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify(verdicts));
    } catch {
      field("storage").hidden = false;
    }
  }

  function say(key, values) {
    field("spoken").textContent = fill(key, values);
  }

  function fill(key, values = {}) {
    const said = catalogs[language][key];
    const words = Array.isArray(said) ? formOf(said, values.n) : said;
    return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function formOf(forms, n) {
    const category = new Intl.PluralRules(language).select(Number(n));
    return forms[CATEGORIES[forms.length]?.indexOf(category) ?? 0] ?? forms.at(-1);
  }

  const valuesOf = (element) => JSON.parse(element.dataset.n || "{}");

  function speak(name) {
    language = name;
    page.lang = name;
    page.dir = RIGHT_TO_LEFT.includes(name) ? "rtl" : "ltr";
    for (const element of document.querySelectorAll("[data-t]")) {
      element.textContent = fill(element.dataset.t, valuesOf(element));
    }
    for (const element of document.querySelectorAll("[data-a]")) {
      const [attribute, key] = element.dataset.a.split(":");
      element.setAttribute(attribute, fill(key, valuesOf(element)));
    }
    field("words").value = name;
    texts.clear();
    count();
    sift();
  }

  function preferred() {
    const known = remembered();
    const wanted = [known, ...navigator.languages.map(nearest)];
    return wanted.find((name) => Object.hasOwn(catalogs, name)) || page.lang;
  }

  /** The catalog for a language tag: pt is pt-BR, zh-TW is zh-Hant. */
  function nearest(tag) {
    const { language: own, script } = new Intl.Locale(tag).maximize();
    return { pt: "pt-BR", zh: `zh-${script}`, iw: "he", in: "id" }[own] ?? own;
  }

  function remembered() {
    try {
      return localStorage.getItem("coursedeck-review-words") || "";
    } catch {
      return "";
    }
  }

  function remember(name) {
    try {
      localStorage.setItem("coursedeck-review-words", name);
    } catch {
      field("storage").hidden = false;
    }
  }

  const visible = () => cards.filter((card) => !card.hidden);

  function wordsOf(card) {
    if (!texts.has(card)) texts.set(card, `${card.dataset.id}\n${card.textContent}`.toLowerCase());
    return texts.get(card);
  }

  function sift() {
    const wanted = find.value.trim().toLowerCase();
    const language = locale ? locale.value : "";
    let count = 0;
    for (const card of cards) {
      const fits =
        card.dataset.tags.split(" ").includes(filter) &&
        (!language || card.dataset.locale === language) &&
        (!wanted || wordsOf(card).includes(wanted));
      card.hidden = !fits;
      count += fits;
    }
    field("shown").textContent = fill("shown", { n: count });
    field("empty").hidden = count > 0;
  }

  function choose(name) {
    filter = name;
    press("[data-filter]", (button) => button.dataset.filter === name);
    sift();
  }

  function press(selector, test, root = document) {
    for (const button of root.querySelectorAll(selector)) button.setAttribute("aria-pressed", String(test(button)));
  }

  function compare(name) {
    const mode = body.dataset.compare === name && name !== "side" ? "side" : name;
    body.dataset.compare = mode;
    press("[data-mode]", (button) => button.dataset.mode === mode);
    clearInterval(blinking);
    field("queue").classList.remove("blink-after");
    if (mode === "blink") blinking = setInterval(() => field("queue").classList.toggle("blink-after"), BLINK);
    say(`mode.${mode}`);
  }

  function go(step) {
    const some = visible();
    if (!some.length) return;
    const at = some.indexOf(current);
    const next = at < 0 ? (step > 0 ? 0 : some.length - 1) : Math.min(Math.max(at + step, 0), some.length - 1);
    current = some[next];
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "start" });
  }

  function judge(card, verdict) {
    const old = verdicts[card.dataset.id] || {};
    verdicts[card.dataset.id] = { ...old, verdict: old.verdict === verdict ? "" : verdict };
    keep();
    show(card);
    count();
    const now = verdicts[card.dataset.id].verdict;
    say(`said.${now || "none"}`);
  }

  function show(card) {
    const { verdict = "", comment = "" } = verdicts[card.dataset.id] || {};
    card.classList.toggle("accept", verdict === "accept");
    card.classList.toggle("deny", verdict === "deny");
    press("[data-verdict]", (button) => button.dataset.verdict === verdict, card);
    card.querySelector(".comment input").value = comment;
  }

  function count() {
    const todo = cards.filter((card) => card.dataset.tags.split(" ").includes("todo"));
    const done = todo.filter((card) => (verdicts[card.dataset.id] || {}).verdict);
    field("decided").textContent = todo.length ? fill("decided", { n: done.length, total: todo.length }) : "";
  }

  function save() {
    const slides = cards
      .map((card) => ({ card, ...verdicts[card.dataset.id] }))
      .filter((one) => one.verdict || one.comment)
      .map(({ card, verdict = "", comment = "" }) => ({
        locale: card.dataset.locale,
        session: card.dataset.session,
        slide: card.dataset.slide,
        state: card.dataset.state,
        verdict,
        comment,
      }));
    const review = { format: 1, title: body.dataset.title, base: body.dataset.base, slides };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(review, null, 1)], { type: "application/json" }));
    link.download = "review.json";
    link.click();
    URL.revokeObjectURL(link.href);
    say("saved", { n: slides.length });
  }

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    a: () => current && judge(current, "accept"),
    d: () => current && judge(current, "deny"),
    c: () => current && current.querySelector(".comment input").focus(),
    s: () => compare("slider"),
    b: () => compare("blink"),
    m: () => compare("mask"),
    "/": () => find.focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input:not([type=range], [type=checkbox]), select, textarea");
    if (event.key === "Escape" && typing) {
      (current && !current.hidden ? current : field("queue")).focus();
      return;
    }
    if (typing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  field("queue").addEventListener("focusin", (event) => {
    current = event.target.closest(".card") || current;
  });

  field("queue").addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card) return;
    current = card;
    const button = event.target.closest("[data-verdict]");
    if (button) judge(card, button.dataset.verdict);
  });

  field("queue").addEventListener("input", (event) => {
    const card = event.target.closest(".card");
    if (event.target.type === "range") {
      event.target.closest(".pair").style.setProperty("--cut", `${event.target.value}%`);
    } else if (card) {
      verdicts[card.dataset.id] = { ...verdicts[card.dataset.id], comment: event.target.value };
      keep();
    }
  });

  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => choose(button.dataset.filter));
  }
  for (const button of document.querySelectorAll("[data-mode]")) {
    button.addEventListener("click", () => compare(button.dataset.mode));
  }
  find.addEventListener("input", sift);
  if (locale) locale.addEventListener("change", sift);
  field("save").addEventListener("click", save);
  field("marks").addEventListener("change", (event) => body.classList.toggle("plain", !event.target.checked));
  field("words").addEventListener("change", (event) => {
    remember(event.target.value);
    speak(event.target.value);
  });

  const bar = field("bar");
  new ResizeObserver(() => body.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);

  body.dataset.compare = "side";
  for (const card of cards) if (verdicts[card.dataset.id]) show(card);
  if (preferred() === language) {
    count();
    sift();
  } else {
    speak(preferred());
  }
})();
