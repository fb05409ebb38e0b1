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
  edited: null,
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
  const changed = slides(view);
  thumbnails(view);
  if (await follow(view, changed)) return;
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
  const changed = [];
  view.slides.forEach(([id, html], index) => {
    let row = old.get(id);
    if (!row || state.rows.get(id) !== html) {
      const made = fresh(html, row);
      if (!first) {
        made.classList.add("changed");
        changed.push(made);
      }
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
  return changed;
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

function open(session) {
  state.places.set(state.session, scrollY);
  state.session = session;
  state.rows = new Map();
  byId("slides").replaceChildren();
  return show();
}

async function choose(session) {
  await open(session);
  scrollTo(0, state.places.get(session) || 0);
}

// -- the slide that is being edited

/** Goes to what was edited since the last answer; whether another session is shown for that. */
async function follow(view, changed) {
  const [path, line, nth] = view.edited;
  const news = state.edited !== null && nth !== state.edited;
  state.edited = nth;
  if (!byId("follow").checked || !byId("editor").hidden) return false;
  if (news && path !== view.path && view.sessions.some((session) => session.path === path)) {
    await open(path);
    goTo(rowOf(path, line));
    return true;
  }
  if (news && path === view.path) goTo(rowOf(path, line));
  else if (changed.length && !changed.some(isSeen)) goTo(changed[0]);
  return false;
}

/** The slide of the last text that begins at a line or above it. */
function rowOf(path, line) {
  let best = null;
  let nearest = 0;
  document.querySelectorAll("#slides [data-source]").forEach((one) => {
    const [, file, at] = /^(.*):(\d+)$/.exec(one.dataset.source) || [];
    if (file !== `content/${path}.md` || Number(at) > line || Number(at) < nearest) return;
    nearest = Number(at);
    best = one.closest(".row");
  });
  return best;
}

function isSeen(row) {
  const box = (row.querySelector(".picture") || row).getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}

function goTo(row) {
  if (row && !isSeen(row)) row.scrollIntoView({ block: "center" });
}

// -- thumbnails

/** Small copies of the pictures that are on the page already, each a link to its slide. */
function thumbnails(view) {
  const known = new Map([...byId("rail").children].map((link) => [link.dataset.id, link]));
  byId("rail").replaceChildren(...[...byId("slides").children].map((row) => {
    const link = known.get(row.dataset.id) || thumbnail(row.dataset.id);
    copy(row, link);
    return link;
  }));
  byId("rail").hidden = !view.slides.length;
  byId("slides").querySelectorAll(".row").forEach((row) => seen.observe(row));
}

function thumbnail(id) {
  const link = document.createElement("a");
  link.dataset.id = id;
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  picture.setAttribute("aria-hidden", "true");
  link.append(picture, document.createElement("span"));
  return link;
}

function copy(row, link) {
  const cell = row.querySelector(".cell:not(.empty)");
  const shown = cell.querySelector("svg");
  const [, , width, height] = shown.getAttribute("viewBox").split(" ");
  row.id = `slide-${row.dataset.id}`;
  shown.id = `picture-${row.dataset.id}`;
  const use = link.querySelector("use");
  link.href = `#${encodeURIComponent(row.id)}`;
  link.setAttribute("aria-label", `${cell.querySelector(".number").textContent}. ${shown.querySelector("title").textContent}`);
  link.title = shown.querySelector("title").textContent;
  link.firstChild.setAttribute("viewBox", `0 0 ${width} ${height}`);
  use.setAttribute("href", `#${shown.id}`);
  use.setAttribute("width", width);
  use.setAttribute("height", height);
  link.lastChild.textContent = cell.querySelector(".number").textContent;
  link.classList.toggle("hidden-slide", cell.classList.contains("hidden-slide"));
}

byId("rail").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  document.getElementById(`slide-${link.dataset.id}`)?.scrollIntoView({ block: "start" });
});

const visible = new Set();
const seen = new IntersectionObserver((entries) => {
  entries.forEach((entry) => visible[entry.isIntersecting ? "add" : "delete"](entry.target));
  const row = [...byId("slides").children].find((one) => visible.has(one));
  for (const link of byId("rail").children) {
    const here = link.dataset.id === row?.dataset.id;
    if (here && link.getAttribute("aria-current") !== "true") reveal(link);
    link.setAttribute("aria-current", String(here));
  }
}, { rootMargin: "-35% 0px -35% 0px" });

/** Scrolls the rail alone, as `scrollIntoView` would scroll the page, too. */
function reveal(link) {
  const rail = byId("rail");
  const [box, room] = [link.getBoundingClientRect(), rail.getBoundingClientRect()];
  if (box.top < room.top || box.bottom > room.bottom) rail.scrollTop += box.top - room.top - (room.height - box.height) / 2;
  if (box.left < room.left || box.right > room.right) rail.scrollLeft += box.left - room.left - (room.width - box.width) / 2;
}

// -- from a text to its line

document.addEventListener("click", async (event) => {
  const found = event.target.closest?.("[data-source]");
  if (!found || event.detail > 1 || getSelection().toString()) return;
  const where = found.dataset.source;
  try {
    await navigator.clipboard.writeText(where);
    toast(fill("watch.copied", { where }));
  } catch {
    toast(where);
  }
});

// -- texts edited where they stand

const editing = { asked: null, before: "" };

document.addEventListener("dblclick", async (event) => {
  const picture = event.target.closest?.(".picture");
  if (!picture) return;
  event.preventDefault();
  getSelection().removeAllRanges();
  const svg = picture.querySelector("svg");
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const row = picture.closest(".row");
  const asked = {
    session: state.session,
    locale: picture.closest(".cell").lang,
    slide: row.dataset.id,
    x: point.x.toFixed(2),
    y: point.y.toFixed(2),
  };
  const answer = await fetch(`/text?${new URLSearchParams({ ...asked, token })}`).catch(() => null);
  const found = answer?.ok ? await answer.json() : { text: null };
  if (found.text === null) {
    toast(fill("watch.fixed"));
    return;
  }
  edit(found, asked, svg);
});

/** Opens the editor over the text, in about its type. */
function edit(found, asked, svg) {
  Object.assign(editing, { asked, before: found.text, from: document.activeElement });
  const scale = svg.getScreenCTM().a;
  const box = svg.getBoundingClientRect();
  const [left, top, width, height] = found.box.map((one) => one * scale);
  const wide = Math.min(Math.max(width + 40, 320), innerWidth - 24);
  const form = byId("editor");
  form.style.insetInlineStart = "auto";
  form.style.left = `${scrollX + Math.max(8, Math.min(box.left + left - 8, innerWidth - wide - 12))}px`;
  form.style.top = `${scrollY + box.top + top - 8}px`;
  form.style.width = `${wide}px`;
  byId("typed").value = found.text;
  byId("typed").lang = asked.locale;
  byId("typed").dir = "auto";
  byId("typed").style.fontSize = `${Math.max(14, found.size * scale)}px`;
  byId("typed").style.minHeight = `${height + 16}px`;
  byId("typed").setAttribute("aria-label", found.text);
  byId("editor-where").textContent = found.where;
  form.hidden = false;
  byId("typed").focus();
  byId("typed").select();
}

function close() {
  byId("editor").hidden = true;
  editing.from?.focus?.({ preventScroll: true });
}

byId("editor").addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = byId("typed").value;
  if (!typed.trim() || typed === editing.before) return close();
  const answer = await fetch("/edit", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Coursedeck-Token": token },
    body: JSON.stringify({ ...editing.asked, before: editing.before, typed }),
  }).catch(() => null);
  if (!answer?.ok) return say(fill("watch.lost"), true);
  const done = await answer.json();
  if (done.state === "saved") {
    close();
    toast(fill("watch.saved", { where: done.where }));
  } else {
    toast(done.state === "changed" ? fill("watch.changed") : done.why || fill("watch.fixed"));
  }
});

byId("typed").addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (event.key === "Enter" && !event.isComposing && !event.shiftKey) {
    event.preventDefault();
    byId("editor").requestSubmit();
  }
});
byId("editor-cancel").addEventListener("click", close);

byId("show-notes").addEventListener("change", (event) => {
  document.querySelectorAll("details.notes").forEach((one) => { one.open = event.target.checked; });
});

// -- news

const news = new EventSource(`/events?${new URLSearchParams({ token })}`);
news.addEventListener("message", show);
news.addEventListener("error", () => say(fill("watch.lost"), true));
