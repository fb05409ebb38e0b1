"use strict";
(() => {
{% include "words.js" %}
  const BLINK = 700;
  const RIGHT_TO_LEFT = ["ar", "he"];
  // how far from the window cards have their content
  const NEAR = "150% 0px";
  const FAR = "250% 0px";
  const STRETCH = 12;
  const CARD_HEIGHT = 36; // rem, until it is known
  const FILLING = 4; // milliseconds of a frame
  // up to so many, all cards have it
  const FEW = 60;
  const CHOICES = ["find", "verdict", "session", "locale"];

  const body = document.body;
  const page = document.documentElement;
  const field = (id) => document.getElementById(id);
  const parsed = (id) => JSON.parse(field(id).textContent);
  const catalogs = parsed("catalogs");
  const groups = parsed("groups");
  const cards = [...document.querySelectorAll(".card")];
  const contents = new Map(cards.map((card) => [card, card.firstElementChild]));
  const byId = new Map(cards.map((card) => [card.dataset.id, card]));
  const tags = new Map(cards.map((card) => [card, card.dataset.tags.split(" ")]));
  const members = groups.map((_, at) => cards.filter((card) => card.dataset.group === String(at)));
  const texts = new Map();
  const opened = new Set();
  const undone = [];
  const store = `coursedeck-review:${body.dataset.key}`;
  const pastStore = `coursedeck-review-history:${body.dataset.title}`;
  let verdicts = stored(store);
  let past = stored(pastStore);
  let filter = "todo";
  let current = null;
  let blinking = 0;
  let visible = 0;
  // what the address asks for comes before what it tells
  let followed = false;
  // the language that the page is written in
  const written = page.lang;
  let language = written;

  // -- what the browser keeps

  function stored(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch {
      return {};
    }
  }

  function keep(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      field("storage").hidden = false;
    }
  }

  function remembered(key) {
    try {
      return localStorage.getItem(`coursedeck-review-${key}`) || "";
    } catch {
      return "";
    }
  }

  const remember = (key, value) => keep(`coursedeck-review-${key}`, value);

  function keepVerdicts() {
    keep(store, JSON.stringify(verdicts));
    keep(pastStore, JSON.stringify(past));
  }

  // -- words

  function fill(key, values = {}) {
    return worded(catalogs[language][key], values, language);
  }

  function say(key, values) {
    field("said").textContent = fill(key, values);
  }

  const valuesOf = (element) => JSON.parse(element.dataset.n || "{}");

  function translate(root) {
    for (const element of root.querySelectorAll("[data-t]")) {
      element.textContent = fill(element.dataset.t, valuesOf(element));
    }
    for (const element of root.querySelectorAll("[data-a]")) {
      const [attribute, key] = element.dataset.a.split(":");
      element.setAttribute(attribute, fill(key, valuesOf(element)));
    }
  }

  function speak(name) {
    language = name;
    page.lang = name;
    page.dir = RIGHT_TO_LEFT.includes(name) ? "rtl" : "ltr";
    field("words").value = name;
    texts.clear();
    for (const card of cards) if (isFilled(card)) fresh(card);
    translate(document);
    nameGroups();
    sift();
  }

  function preferred() {
    const wanted = [remembered("words"), ...navigator.languages.map(nearest)];
    return wanted.find((name) => Object.hasOwn(catalogs, name)) || page.lang;
  }

  /** The catalog for a language tag: pt is pt-BR, zh-TW is zh-Hant. */
  function nearest(tag) {
    const { language: own, script } = new Intl.Locale(tag).maximize();
    return { pt: "pt-BR", zh: `zh-${script}`, iw: "he", in: "id" }[own] ?? own;
  }

  // -- cards have their content while they are near; so many stand in a stretch, which is laid out while it is near

  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      if (isIntersecting) soon(target);
      else empty(target, boundingClientRect.height);
    }
  }, { rootMargin: NEAR });

  const nearby = new Set();
  const stretchObserver = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        nearby.add(target);
        target.style.containIntrinsicHeight = `auto ${target.dataset.height}`;
        for (const card of cardsIn(target)) near.observe(card);
      } else leave(target);
    }
  }, { rootMargin: FAR });

  const cardsIn = (stretch) => stretch.querySelectorAll(".card");

  function leave(stretch) {
    nearby.delete(stretch);
    for (const card of cardsIn(stretch)) {
      near.unobserve(card);
      empty(card, 0);
    }
  }

  const waiting = new Set();

  /** Filled in one of the next frames, unless it is passed over before. */
  function soon(card) {
    if (isFilled(card)) return;
    waiting.add(card);
    if (waiting.size === 1) requestAnimationFrame(fillSome);
  }

  let top = 0;

  function fillSome() {
    const passed = Math.abs(scrollY - top);
    top = scrollY;
    // at such speed only titles can be seen
    if (passed > innerHeight / 2) {
      requestAnimationFrame(fillSome);
      return;
    }
    const end = performance.now() + FILLING;
    const middle = (card) => {
      const box = card.getBoundingClientRect();
      return Math.abs(box.top + box.bottom - innerHeight);
    };
    const places = new Map([...waiting].map((card) => [card, middle(card)]));
    for (const card of [...waiting].sort((one, other) => places.get(one) - places.get(other))) {
      waiting.delete(card);
      filled(card);
      if (performance.now() > end) break;
    }
    if (waiting.size) requestAnimationFrame(fillSome);
  }

  function empty(card, height) {
    waiting.delete(card);
    if (!isFilled(card) || !(card.hidden || visible > FEW) || card.contains(document.activeElement)) return;
    if (height && !card.hidden) card.style.setProperty("--height", `${height}px`);
    card.replaceChildren(contents.get(card));
    card.toggleAttribute("data-filled", false);
  }

  const isFilled = (card) => card.childElementCount > 1;

  function filled(card) {
    if (!isFilled(card)) fresh(card);
    return card;
  }

  function fresh(card) {
    const content = contents.get(card);
    card.replaceChildren(content, content.content.cloneNode(true));
    card.toggleAttribute("data-filled", true);
    beside(card);
    if (language !== written) translate(card);
    show(card);
  }

  /** The same slide in the reader's language, beside a slide in another one. */
  function beside(card) {
    const other = JSON.parse(card.dataset.beside || "[]").find(([locale]) => nearest(locale) === language);
    if (!other || nearest(card.dataset.locale) === language || card.querySelector("figure.source")) return;
    const [locale, picture, title] = other;
    const own = card.querySelector(".sheet");
    if (!own) return;
    const figure = document.createElement("figure");
    figure.className = "source";
    const caption = document.createElement("figcaption");
    caption.lang = locale;
    caption.textContent = `${locale}: ${title}`;
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    sheet.style.aspectRatio = own.style.aspectRatio;
    const image = document.createElement("img");
    image.src = `pictures/${picture}.webp`;
    image.alt = fill("alt.source", { locale });
    image.loading = "lazy";
    sheet.append(image);
    figure.append(caption, sheet);
    const compare = card.querySelector(".compare");
    compare.classList.add("with-source");
    compare.append(figure);
  }

  // -- groups of changes with one cause

  const heads = groups.map((group, at) => {
    const head = document.createElement("div");
    head.className = "cause";
    head.innerHTML = '<p><strong></strong> <span class="quiet"></span></p><p class="row"><button type="button" data-do="accept"></button> <button type="button" data-do="show" aria-expanded="false"></button></p>';
    if (group.colors) {
      for (const color of [group.values.before, group.values.after]) {
        const spot = document.createElement("i");
        spot.className = "color";
        spot.style.background = `#${color}`;
        head.firstChild.prepend(spot);
      }
    }
    const [first, ...others] = members[at];
    if (first) {
      first.before(head);
      first.after(...others);
    }
    head.addEventListener("click", (event) => {
      const what = event.target.dataset?.do;
      if (what === "accept") judge(members[at].filter(matches), "accept");
      if (what === "show") {
        if (!opened.delete(at)) opened.add(at);
        sift();
      }
    });
    return head;
  });
  // in the order of the page: groups keep their slides together
  const inOrder = [...document.querySelectorAll(".card")];

  const stretches = [];
  const pieces = [...document.querySelectorAll("#queue > :is(.card, .cause)")];
  while (pieces.length) {
    const stretch = document.createElement("div");
    stretch.className = "stretch";
    stretch.append(...pieces.splice(0, STRETCH));
    field("queue").append(stretch);
    stretches.push(stretch);
  }

  function nameGroups() {
    groups.forEach((group, at) => {
      const [name, size] = heads[at].firstChild.querySelectorAll("strong, span");
      name.textContent = group.within ? `${fill("filter.moved")}: ${group.values.after}` : fill(`cause.${group.cause}`, group.values);
      size.textContent = fill("group.size", { n: members[at].filter(matches).length });
      const [accept, more] = heads[at].querySelectorAll("button");
      accept.textContent = fill("group.accept", { n: members[at].filter(matches).length });
      more.textContent = opened.has(at) ? fill("group.hide") : fill("group.show", { n: members[at].filter(matches).length });
      more.setAttribute("aria-expanded", String(opened.has(at)));
    });
  }

  const groupOf = (card) => (card.dataset.group === undefined ? null : Number(card.dataset.group));

  /** The slides that a card stands for: all of its group while the group is closed. */
  function standsFor(card) {
    const at = groupOf(card);
    return at === null || opened.has(at) || !folds() ? [card] : members[at].filter(matches);
  }

  const folds = () => filter !== "all" && !field("find").value.trim();

  // -- what is shown

  function wordsOf(card) {
    if (!texts.has(card)) {
      texts.set(card, `${card.dataset.id}\n${contents.get(card).content.textContent}`.toLowerCase());
    }
    return texts.get(card);
  }

  const chosen = (name) => field(name)?.value ?? "";
  const verdictOf = (card) => (verdicts[card.dataset.id] || {}).verdict || "";

  function matches(card) {
    const wanted = chosen("find").trim().toLowerCase();
    const verdict = chosen("verdict");
    return (
      tags.get(card).includes(filter) &&
      (!chosen("locale") || card.dataset.locale === chosen("locale")) &&
      (!chosen("session") || card.dataset.session === chosen("session")) &&
      (!verdict || verdictOf(card) === (verdict === "none" ? "" : verdict)) &&
      (!wanted || wordsOf(card).includes(wanted))
    );
  }

  function sift() {
    const first = new Set();
    let count = 0;
    for (const card of inOrder) {
      const fits = matches(card);
      const at = groupOf(card);
      const folded = fits && at !== null && folds() && !opened.has(at) && first.has(at);
      if (fits && at !== null) first.add(at);
      card.hidden = !fits || folded;
      card.classList.toggle("stack", fits && !folded && at !== null && folds() && !opened.has(at));
      count += fits;
    }
    visible = inOrder.filter((card) => !card.hidden).length;
    if (visible <= FEW) for (const card of inOrder) if (!card.hidden) filled(card);
    heads.forEach((head, at) => { head.hidden = !first.has(at) || !folds(); });
    stretches.forEach(measure);
    nameGroups();
    field("shown").textContent = fill("shown", { n: count });
    field("empty").hidden = count > 0;
    field("accept-shown").disabled = count === 0;
    total();
    link();
  }

  /** How tall a stretch is while it is not laid out; what the browser remembers of it is of other cards. */
  function measure(stretch) {
    const shown = [...cardsIn(stretch)].filter((card) => !card.hidden).length;
    stretch.hidden = shown === 0;
    const height = `${shown * CARD_HEIGHT}rem`;
    if (stretch.dataset.height === height) return;
    stretch.dataset.height = height;
    stretch.style.containIntrinsicHeight = height;
    if (!nearby.has(stretch)) leave(stretch);
  }

  function total() {
    const todo = cards.filter((card) => tags.get(card).includes("todo"));
    const done = todo.filter(verdictOf);
    field("decided").textContent = todo.length ? fill("decided", { n: done.length, total: todo.length }) : "";
    field("undo").disabled = undone.length === 0;
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

  // -- the address tells what is shown

  function link(slide = "") {
    if (!followed) return;
    const query = new URLSearchParams();
    if (slide) query.set("slide", slide);
    if (filter !== "todo") query.set("show", filter);
    for (const name of CHOICES) if (chosen(name)) query.set(name, chosen(name));
    const text = query.toString();
    if (text === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
    } catch {
      // some browsers let pages on the disk not change their address
    }
  }

  function follow() {
    const query = new URLSearchParams(location.hash.slice(1));
    followed = true;
    const card = byId.get(query.get("slide"));
    const show = query.get("show") || "";
    for (const name of CHOICES) if (field(name)) field(name).value = query.get(name) || "";
    choose(field("bar").querySelector(`[data-filter="${CSS.escape(show)}"]`) ? show : "todo");
    if (!card) return;
    if (!matches(card)) {
      for (const name of CHOICES) if (field(name)) field(name).value = "";
      choose("all");
    }
    if (groupOf(card) !== null) opened.add(groupOf(card));
    sift();
    link(card.dataset.id);
    visit(card);
  }

  // -- walking and judging

  function visit(card) {
    current = filled(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  }

  function go(step) {
    const some = inOrder.filter((card) => !card.hidden);
    if (!some.length) return;
    const at = some.indexOf(current);
    if (at < 0) {
      const open = some.find((card) => tags.get(card).includes("todo") && !verdictOf(card));
      visit(step > 0 ? open ?? some[0] : some.at(-1));
      return;
    }
    const next = at + step;
    if (next >= some.length) say("last");
    visit(some[Math.min(Math.max(next, 0), some.length - 1)]);
  }

  function judge(some, verdict) {
    const fits = some.filter((card) => verdictOf(card) !== verdict);
    const before = fits.map((card) => [card, verdicts[card.dataset.id]]);
    for (const card of fits) note(card, verdict, chosen("reviewer"));
    if (fits.length) undone.push(before);
    keepVerdicts();
    some.forEach(show);
    total();
    say(`said.${verdict || "none"}`);
  }

  function note(card, verdict, reviewer, comment) {
    const id = card.dataset.id;
    verdicts[id] = { ...verdicts[id], verdict, reviewer };
    if (comment !== undefined) verdicts[id].comment = comment;
    (past[id] ||= []).push({ verdict, comment: verdicts[id].comment || "", reviewer, state: card.dataset.state,
      at: new Date().toISOString().slice(0, 16).replace("T", " ") });
  }

  function decide(verdict) {
    if (!current) return;
    const card = current;
    judge(standsFor(card), verdict);
    if (field("advance").checked) go(1);
    if (chosen("verdict")) sift();
    if (card.hidden && current === card) go(1);
  }

  function undo() {
    const last = undone.pop();
    if (!last) return;
    for (const [card, verdict] of last) {
      if (verdict) verdicts[card.dataset.id] = verdict;
      else delete verdicts[card.dataset.id];
      past[card.dataset.id]?.pop();
      show(card);
    }
    keepVerdicts();
    sift();
    say("said.none");
  }

  function show(card) {
    const { verdict = "", comment = "" } = verdicts[card.dataset.id] || {};
    card.classList.toggle("accept", verdict === "accept");
    card.classList.toggle("deny", verdict === "deny");
    if (!isFilled(card)) return;
    press("[data-verdict]", (button) => button.dataset.verdict === verdict, card);
    const input = card.querySelector(".comment input");
    if (input !== document.activeElement) input.value = comment;
    const said = past[card.dataset.id] || [];
    const box = card.querySelector(".past");
    box.hidden = !said.length;
    box.querySelector("ul").replaceChildren(...said.toReversed().map((one) => {
      const item = document.createElement("li");
      const words = [fill(`said.${one.verdict || "none"}`), one.comment, one.reviewer, one.at];
      item.textContent = words.filter(Boolean).join(" · ");
      return item;
    }));
  }

  // -- files of verdicts

  function save() {
    const slides = cards
      .map((card) => ({ card, ...verdicts[card.dataset.id] }))
      .filter((one) => one.verdict || one.comment)
      .map(({ card, verdict = "", comment = "", reviewer = "" }) => ({
        locale: card.dataset.locale,
        session: card.dataset.session,
        slide: card.dataset.slide,
        state: card.dataset.state,
        verdict,
        comment,
        number: Number(card.dataset.number),
        title: card.dataset.title,
        ...place(card),
        reviewer: reviewer || chosen("reviewer"),
      }));
    const review = { format: 1, title: body.dataset.title, base: body.dataset.base, reviewer: chosen("reviewer"), slides };
    const saved = document.createElement("a");
    saved.href = URL.createObjectURL(new Blob([JSON.stringify(review, null, 1)], { type: "application/json" }));
    saved.download = "review.json";
    saved.click();
    URL.revokeObjectURL(saved.href);
    say("saved", { n: slides.length });
  }

  function place(card) {
    const [, file = "", line = "1"] = /^(.*):(\d+)$/.exec(card.dataset.place) || [];
    return { file, line: Number(line) };
  }

  /** Verdicts of somebody else: they hold where nothing has been decided, and stand among the earlier ones. */
  async function load(files) {
    let count = 0;
    for (const file of files) {
      try {
        const review = JSON.parse(await file.text());
        for (const one of review.slides) count += take(one, one.reviewer || review.reviewer || file.name);
      } catch {
        say("load.failed");
        return;
      }
    }
    keepVerdicts();
    sift();
    say("loaded", { n: count });
  }

  function take(one, reviewer) {
    const card = byId.get(`${one.locale}/${one.session}#${one.slide}`);
    if (!card || (!one.verdict && !one.comment)) return 0;
    const own = verdicts[card.dataset.id] || {};
    const current = one.state === card.dataset.state;
    if (current && !own.verdict && !own.comment) {
      note(card, one.verdict, reviewer, one.comment || "");
    } else {
      (past[card.dataset.id] ||= []).push({ verdict: one.verdict, comment: one.comment, reviewer, at: "" });
    }
    show(card);
    return 1;
  }

  // -- events

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    a: () => decide("accept"),
    A: () => current && groupOf(current) !== null && judge(members[groupOf(current)].filter(matches), "accept"),
    d: () => decide("deny"),
    c: () => current && current.querySelector(".comment input").focus(),
    u: undo,
    s: () => compare("slider"),
    b: () => compare("blink"),
    m: () => compare("mask"),
    "/": () => field("find").focus(),
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
    if (!button) return;
    // a second press of the same button takes the verdict back
    decide(verdictOf(card) === button.dataset.verdict ? "" : button.dataset.verdict);
  });

  field("queue").addEventListener("input", (event) => {
    const card = event.target.closest(".card");
    if (event.target.type === "range") {
      event.target.closest(".pair").style.setProperty("--cut", `${event.target.value}%`);
    } else if (card) {
      verdicts[card.dataset.id] = { ...verdicts[card.dataset.id], comment: event.target.value };
      keepVerdicts();
    }
  });

  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => choose(button.dataset.filter));
  }
  for (const button of document.querySelectorAll("[data-mode]")) {
    button.addEventListener("click", () => compare(button.dataset.mode));
  }
  for (const name of CHOICES) field(name)?.addEventListener("input", sift);
  field("accept-shown").addEventListener("click", () => {
    judge(cards.filter((card) => matches(card) && !verdictOf(card)), "accept");
    sift();
  });
  field("undo").addEventListener("click", undo);
  field("save").addEventListener("click", save);
  field("load").addEventListener("click", () => field("file").click());
  field("file").addEventListener("change", (event) => {
    const files = [...event.target.files];
    event.target.value = ""; // so that the same file can be loaded again
    load(files);
  });
  field("reviewer").value = remembered("reviewer");
  field("reviewer").addEventListener("input", (event) => remember("reviewer", event.target.value));
  field("advance").checked = remembered("advance") === "true";
  field("advance").addEventListener("change", (event) => remember("advance", String(event.target.checked)));
  field("marks").addEventListener("change", (event) => body.classList.toggle("plain", !event.target.checked));
  field("words").addEventListener("change", (event) => {
    remember("words", event.target.value);
    speak(event.target.value);
  });
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => cards.forEach((card) => card.hidden || filled(card)));

  const bar = field("bar");
  new ResizeObserver(() => body.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
  field("more").open = !matchMedia("(max-width: 44rem)").matches;

  cards.forEach(show);
  if (preferred() === language) nameGroups();
  else speak(preferred());
  body.dataset.compare = "side";
  follow();
  stretches.forEach((stretch) => stretchObserver.observe(stretch));
})();
