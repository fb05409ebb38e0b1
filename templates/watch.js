"use strict";
{% include "words.js" %}

const byId = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const token = asked.get("token") || "";
const state = {
  session: asked.get("session"),
  locales: asked.getAll("locale").length ? asked.getAll("locale") : JSON.parse(byId("chosen").textContent),
  rows: new Map(),
  places: new Map(),
  asking: 0,
};

// -- words

const words = JSON.parse(byId("words").textContent);
const fill = (key, values = {}) => worded(words[key], values, document.documentElement.lang);

function address(path) {
  const query = new URLSearchParams();
  if (state.session) query.set("session", state.session);
  state.locales.forEach((locale) => query.append("locale", locale));
  query.append("token", token);
  return `${path}?${query}`;
}

function say(text, lost = false) {
  byId("state").textContent = text;
  byId("state").dataset.lost = String(lost);
}

let saying = 0;
function toast(text) {
  byId("toast").textContent = text;
  clearTimeout(saying);
  saying = setTimeout(() => { byId("toast").textContent = ""; }, 4000);
}

// -- what is shown

async function show() {
  const mine = ++state.asking;
  let answer;
  try {
    answer = await fetch(address("/view"));
  } catch {
    return say(fill("watch.lost"), true);
  }
  if (answer.status === 404 && state.session) {
    state.session = null;
    return show();
  }
  if (answer.status === 403) return say(fill("watch.restarted"), true);
  if (!answer.ok) return say(fill("watch.answer", { n: answer.status }), true);
  const view = await answer.json();
  if (mine !== state.asking) return;
  state.session = view.path;
  state.locales = view.shown;
  history.replaceState(null, "", address("/"));
  list(view);
  head(view);
  slides(view);
  document.body.dataset.version = String(Number(document.body.dataset.version || 0) + 1);
  say(fill("watch.current"));
}

function list(view) {
  byId("course").textContent = view.course;
  byId("sessions").replaceChildren(...view.sessions.map((session) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = session.title;
    button.classList.toggle("broken", session.broken);
    if (session.broken) button.title = fill("watch.broken");
    button.setAttribute("aria-current", String(session.path === view.path));
    button.addEventListener("click", () => choose(session.path));
    item.append(button);
    return item;
  }));
  languages(view.locales);
  translations(view);
}

function translations(view) {
  byId("translations").hidden = !view.foreign.length;
  byId("translations").replaceChildren(`${fill("watch.translate")}: `, ...view.foreign.flatMap((locale, at) => {
    const link = document.createElement("a");
    link.href = `/translate?${new URLSearchParams({ token, locale, catalog: view.path })}`;
    link.textContent = locale;
    return at ? [" ", link] : [link];
  }));
}

function languages(locales) {
  const box = byId("locales");
  box.hidden = locales.length < 2;
  const known = [...box.querySelectorAll("input")].map((input) => input.value);
  if (known.join() === locales.join()) {
    box.querySelectorAll("input").forEach((input) => { input.checked = state.locales.includes(input.value); });
    return;
  }
  box.querySelectorAll("label").forEach((label) => label.remove());
  for (const locale of locales) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "checkbox";
    input.value = locale;
    input.checked = state.locales.includes(locale);
    input.addEventListener("change", () => {
      const chosen = [...box.querySelectorAll("input:checked")].map((one) => one.value);
      if (!chosen.length) {
        input.checked = true;
        return;
      }
      state.locales = chosen;
      show();
    });
    label.append(input, ` ${locale}`);
    box.append(label);
  }
}

function head(view) {
  byId("title").textContent = view.title;
  byId("title").lang = view.lang;
  byId("total").textContent = view.total;
  byId("count").textContent = view.slides.length ? `${fill("slides")}: ${view.slides.length}` : "";
  byId("minutes").innerHTML = view.minutes;
  byId("minutes").lang = view.lang;
  byId("minutes-box").hidden = !view.minutes.trim();
  byId("findings-box").hidden = !view.findings.trim();
  byId("findings-box").dataset.errors = String(view.errors > 0);
  const counts = ["errors", "warnings"].map((key) => `${view[key]} ${fill(key, { n: view[key] })}`).join(" · ");
  byId("findings-title").textContent = view.outdated ? `${counts} · ${fill("watch.outdated")}` : counts;
  byId("findings").innerHTML = view.findings;
}

function slides(view) {
  const box = byId("slides");
  const place = anchor();
  const old = new Map([...box.children].map((row) => [row.dataset.id, row]));
  const first = !state.rows.size;
  const rows = new Map();
  view.slides.forEach(([id, html], index) => {
    let row = old.get(id);
    if (!row || state.rows.get(id) !== html) {
      const made = fresh(html, row);
      if (!first) made.classList.add("changed");
      row?.remove();
      row = made;
    }
    old.delete(id);
    if (box.children[index] !== row) box.insertBefore(row, box.children[index] || null);
    rows.set(id, html);
  });
  old.forEach((row) => row.remove());
  state.rows = rows;
  restore(place);
}

function fresh(html, old) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const row = holder.content.firstElementChild;
  const open = old ? [...old.querySelectorAll("details")].map((one) => one.open) : [];
  row.querySelectorAll("details").forEach((one, index) => {
    one.open = open[index] ?? byId("show-notes").checked;
  });
  return row;
}

// -- the place on the page

function anchor() {
  for (const row of byId("slides").children) {
    const box = row.getBoundingClientRect();
    if (box.bottom > 0) return box.top < innerHeight && scrollY > 0 ? { id: row.dataset.id, top: box.top } : null;
  }
  return null;
}

function restore(place) {
  if (!place) return;
  const row = [...byId("slides").children].find((one) => one.dataset.id === place.id);
  if (row) scrollBy(0, row.getBoundingClientRect().top - place.top);
}

async function choose(session) {
  state.places.set(state.session, scrollY);
  state.session = session;
  state.rows = new Map();
  byId("slides").replaceChildren();
  await show();
  scrollTo(0, state.places.get(session) || 0);
}

// -- from a text to its line

document.addEventListener("click", async (event) => {
  const found = event.target.closest?.("[data-source]");
  if (!found || getSelection().toString()) return;
  const where = found.dataset.source;
  try {
    await navigator.clipboard.writeText(where);
    toast(fill("watch.copied", { where }));
  } catch {
    toast(where);
  }
});

byId("show-notes").addEventListener("change", (event) => {
  document.querySelectorAll("details.notes").forEach((one) => { one.open = event.target.checked; });
});

// -- news

const news = new EventSource(`/events?${new URLSearchParams({ token })}`);
news.addEventListener("message", show);
news.addEventListener("error", () => say(fill("watch.lost"), true));
