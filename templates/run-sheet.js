(() => {
  "use strict";
{% include "words.js" %}

  const plan = JSON.parse(document.getElementById("plan").textContent);
  const room = plan.room; // when the slot begins, its length, and when the next session does: seconds, or null
  const words = plan.words;
  const slides = plan.slides;
  const last = slides.length - 1;
  const storageName = `coursedeck:run-sheet:${plan.session}:${plan.locale}:${plan.key}`;
  const FORGOTTEN = 6 * 60 * 60 * 1000; // a clock that ran this long unseen was left running by mistake
  const NEAR = 60 * 60 * 1000; // a lesson begun longer before its time is a rehearsal, as is one so long after it
  const NOTICED = 30; // seconds that a lesson may run over before anything is to be left out
  const SPOKEN = [300, 120, 60, 0]; // seconds left in a section that are said aloud
  const byId = (id) => document.getElementById(id);
  const fill = (said, values) => worded(said, values, document.documentElement.lang);
  const counted = (forms, n) => fill(forms, { n });

  // --- what is remembered: times in milliseconds, from Date.now alone
  const fresh = () => ({
    turn: 0, began: null, beganAt: null, since: null, elapsed: 0, step: 0, actual: {}, finished: false, full: false,
  });
  let state = fresh();
  let storageWorks = true;

  /** What is remembered, its clock paused where it was left running. */
  const unforgotten = (kept) =>
    kept.since !== null && Date.now() - kept.since > FORGOTTEN ? { ...kept, since: null } : kept;

  const isState = (kept) => kept && typeof kept === "object" && slides[kept.step] && typeof kept.actual === "object";

  function stored() {
    try {
      const kept = JSON.parse(localStorage.getItem(storageName));
      return isState(kept) ? unforgotten({ ...fresh(), ...kept }) : null;
    } catch {
      storageWorks = false;
      return null;
    }
  }

  function load() {
    state = stored() ?? state;
  }

  function save() {
    state.turn = Math.max(state.turn + 1, Date.now());
    try {
      localStorage.setItem(storageName, JSON.stringify(state));
    } catch {
      storageWorks = false;
    }
    channel?.postMessage({ state });
    sendToServer();
  }

  // --- other windows of the same lesson: the newest state holds in all of them
  const channel = openChannel();
  const served = document.querySelector('meta[name="remote"]') !== null;
  const token = served ? new URLSearchParams(location.search).get("token") : "";

  function openChannel() {
    try {
      return new BroadcastChannel(storageName);
    } catch {
      return null;
    }
  }

  /** What another window has recorded since; nobody writes over what is newer. */
  function take(other) {
    if (!isState(other) || other.turn <= state.turn) return;
    const before = state.step;
    state = unforgotten({ ...fresh(), ...other });
    keepAwake(running());
    render();
    if (state.step !== before) show(state.step);
  }

  function catchUp() {
    state = unforgotten(state);
    take(stored());
  }

  function sendToServer() {
    if (!served) return;
    const headers = { "Content-Type": "application/json", "X-Coursedeck-Token": token };
    fetch("/state", { method: "POST", headers, body: JSON.stringify(state) }).catch(() => {});
  }

  /** What the server knows, which may be newer than this window, or older. */
  async function askServer() {
    try {
      const known = await (await fetch(`/state?token=${token}`)).json();
      if (state.turn > (known.turn ?? 0)) sendToServer();
      take(known);
    } catch {
      // it may come back: the stream of changes says so
    }
  }

  function listen() {
    window.addEventListener("storage", (event) => {
      if (event.key === storageName) catchUp();
    });
    channel?.addEventListener("message", ({ data }) => {
      if (data.hello && state.turn) channel.postMessage({ state });
      take(data.state);
    });
    channel?.postMessage({ hello: true }); // where nothing is stored, another window still knows
    if (served) new EventSource(`/events?token=${token}`).addEventListener("message", askServer);
  }

  // --- the clock
  const running = () => state.since !== null;
  const passed = () => (running() ? Math.max(0, Date.now() - state.since) : 0);
  const elapsedSeconds = () => Math.floor((state.elapsed + passed()) / 1000);
  const actualSeconds = (step) =>
    Math.round(((state.actual[slides[step].id] || 0) + (step === state.step ? passed() : 0)) / 1000);

  function settle() {
    const spent = passed();
    const id = slides[state.step].id;
    state.elapsed += spent;
    if (spent) state.actual[id] = (state.actual[id] || 0) + spent;
    if (running()) state.since = Date.now();
  }

  function toggle() {
    catchUp();
    settle();
    if (running()) {
      state.since = null;
    } else {
      state.since = Date.now();
      state.beganAt = state.beganAt ?? Date.now();
      state.began = state.began ?? localTime(new Date(state.beganAt));
      state.finished = false;
    }
    keepAwake(running());
    changed();
  }

  function move(by) {
    catchUp();
    goTo(state.step + by);
  }

  function goTo(step) {
    catchUp();
    settle();
    if (step > last) {
      state.since = null;
      state.finished = state.began !== null;
      keepAwake(false);
    } else {
      state.step = Math.max(0, step);
      state.finished = false;
    }
    changed();
    show(state.step);
  }

  function reset() {
    catchUp();
    if (state.began !== null && !window.confirm(words.reset_sure)) return;
    state = { ...fresh(), turn: state.turn };
    keepAwake(false);
    changed();
  }

  function changed() {
    save();
    render();
    speak(describe());
  }

  /** Whether the lesson ends with its slot, or takes the time that was planned for it however late it began. */
  function endWithSlot(wanted) {
    catchUp();
    state.full = !wanted;
    changed();
  }

  // --- the room's clock
  const slotLength = () => (room.slot ?? plan.total) * 1000;

  /** When the slot begins that is nearest to a moment, by the clock on the wall. */
  function plannedStart(moment) {
    const starts = [-1, 0, 1].map((days) => {
      const day = new Date(moment);
      day.setDate(day.getDate() + days);
      day.setHours(0, 0, room.start, 0);
      return day.getTime();
    });
    return starts.sort((a, b) => Math.abs(a - moment) - Math.abs(b - moment))[0];
  }

  /** When the slot of this lesson begins: as planned if it is held in it, else when it was begun; null before that. */
  function slotStart() {
    const moment = state.beganAt ?? Date.now();
    if (room.start !== null) {
      const start = plannedStart(moment);
      if (moment >= start - NEAR && moment < start + Math.max(NEAR, slotLength())) return start;
    }
    return state.beganAt;
  }

  const slotEnd = () => (slotStart() === null ? null : slotStart() + slotLength());
  const withSlot = () => !state.full && plan.total > 0 && slotStart() !== null;
  const restOf = (now, slide) => plan.total - Math.min(Math.max(now, slide.start), slide.end);
  const endsAt = (now) => Date.now() + restOf(now, slides[state.step]) * 1000;

  /** Seconds since the plan began: on the wall, where the slot's end counts, else on the lesson's own clock. */
  const planSeconds = () => (withSlot() ? Math.floor((Date.now() - slotStart()) / 1000) : elapsedSeconds());

  /** Seconds by which too much is still to come. */
  function tooMuch(late, pace) {
    if (state.began === null || state.finished || !plan.total) return 0;
    if (!withSlot()) return pace === "behind" ? late : 0;
    const over = Math.ceil((endsAt(elapsedSeconds()) - slotEnd()) / 1000);
    return over >= NOTICED ? over : 0;
  }

  // --- where the plan is
  const section = () => {
    const index = slides[state.step].section;
    const found = index === null ? null : plan.sections[index];
    return found && found.end > found.start ? found : null;
  };

  /** Seconds behind the plan; negative when ahead of it. */
  function behind(now) {
    const slide = slides[state.step];
    if (now > slide.end) return now - slide.end;
    return Math.min(0, now - slide.start);
  }

  const planned = (part) => part.end - part.start;

  /** What may be skipped from here on: sections that are optional as a whole, and single slides. */
  function skippable(ahead) {
    const found = [];
    for (const slide of ahead.filter((each) => each.optional !== null)) {
      const whole = slide.section === null ? null : plan.sections[slide.section];
      if (!whole || whole.optional === null || whole.start < ahead[0].start) {
        found.push({ ...slide, name: `${slide.number} · ${slide.title}` });
      } else if (found.at(-1)?.name !== whole.heading) {
        found.push({ ...whole, name: whole.heading });
      }
    }
    return found;
  }

  const saving = (parts) => parts.reduce((sum, part) => sum + planned(part), 0);

  /** As few parts as make up for `seconds`, the largest priority first and of one priority the longest, in order. */
  function toSkip(parts, seconds) {
    const first = [...parts].sort((a, b) => b.optional - a.optional || planned(b) - planned(a));
    let chosen = first.filter((_, index) => saving(first.slice(0, index)) < seconds);
    for (const part of [...chosen].reverse()) {
      const others = chosen.filter((other) => other !== part);
      if (saving(others) >= seconds) chosen = others;
    }
    return chosen.sort((a, b) => a.start - b.start);
  }

  /** What makes up for `seconds`: parts to skip; where they are too little, the longest slides to keep short too. */
  function remedies(seconds) {
    const ahead = slides.slice(state.step + 1).filter((slide) => planned(slide) > 0);
    const skipped = toSkip(skippable(ahead), seconds);
    const skip = skipped.map((part) => `${part.name} (${fill(words.saves, { time: part.length })})`);
    const kept = ahead.filter((slide) => !skipped.some((part) => part.start <= slide.start && slide.end <= part.end));
    const longest = kept.sort((a, b) => planned(b) - planned(a)).slice(0, 2);
    const shorten = longest.map((slide) => `${slide.number} · ${slide.title} (${slide.length})`);
    return [
      { title: words.skip, texts: skip },
      { title: words.shorten, texts: saving(skipped) < seconds ? shorten : [] },
    ].filter((remedy) => remedy.texts.length);
  }

  // --- words and digits
  const two = (number) => String(number).padStart(2, "0");

  function digits(seconds) {
    const size = Math.abs(seconds);
    const hours = Math.floor(size / 3600);
    const minutes = Math.floor((size % 3600) / 60);
    const text = hours ? `${hours}:${two(minutes)}:${two(size % 60)}` : `${minutes}:${two(size % 60)}`;
    return seconds < 0 ? `−${text}` : text;
  }

  const localTime = (date) =>
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;

  function paceOf(late) {
    if (state.finished) return ["finished", words.finished];
    if (state.began === null) return ["idle", words.not_started];
    if (!running()) return ["paused", words.paused];
    if (!plan.total) return ["untimed", ""];
    const minutes = Math.round(Math.abs(late) / 60);
    if (minutes === 0) return ["on-time", words.on_time];
    return late > 0 ? ["behind", counted(words.behind, minutes)] : ["ahead", counted(words.ahead, minutes)];
  }

  // --- what is seen
  function set(id, text) {
    const element = byId(id);
    if (element.textContent !== text) element.textContent = text;
  }

  function render() {
    const now = elapsedSeconds();
    const slide = slides[state.step];
    const current = section();
    const left = plan.total ? (current ? current.end : plan.total) - now : now;
    const late = behind(planSeconds());
    const [pace, paceWords] = paceOf(late);
    const clock = byId("clock");
    clock.dataset.state = running() ? "running" : "stopped";
    clock.dataset.pace = pace;
    clock.dataset.left = left < 0 ? "over" : "within";
    set("pace", paceWords);
    set("elapsed", digits(now));
    set("section", slide.section === null ? "" : plan.sections[slide.section].heading);
    set("slide", `${slide.number} · ${slide.title}`);
    const label = !plan.total ? words.elapsed : current ? words.section_left : words.session_left;
    set("left-label", left < 0 ? `${label} · ${words.over}` : label);
    set("left", digits(left));
    set("slide-left", digits(slide.end - Math.max(now, slide.start)));
    set("up-next", state.step < last ? `${slides[state.step + 1].number} · ${slides[state.step + 1].title}` : "–");
    byId("slide-left").parentElement.hidden = !plan.total;
    set("ends", running() && plan.total ? fill(words.ends_about, { clock: timeOfDay(endsAt(now)) }) : "");
    set("room", roomWords(late, pace));
    set("run", running() ? words.pause : state.began === null ? words.start : words.resume);
    byId("previous").disabled = state.step === 0;
    byId("next").disabled = state.finished;
    byId("export").disabled = state.began === null;
    byId("storage").hidden = storageWorks;
    renderBar(now);
    renderRows();
    renderRemedies(tooMuch(late, pace));
    renderSlide();
    renderModes();
    renderWall(left, paceWords);
    warn(current ? left : null);
  }

  function timeOfDay(moment) {
    const at = new Date(moment);
    return `${two(at.getHours())}:${two(at.getMinutes())}`;
  }

  /** What the room asks: how late it is while the clock stands, when the slot ends, and the break behind it. */
  function roomWords(late, pace) {
    if (!withSlot() || state.finished) return "";
    const minutes = Math.round(late / 60);
    const parts = running() || pace === "untimed" || minutes < 1 ? [] : [counted(words.behind, minutes)];
    parts.push(fill(words.must_end, { clock: timeOfDay(slotEnd()) }));
    if (room.start !== null && room.next !== null && slotStart() === plannedStart(slotStart())) {
      const next = new Date(slotStart());
      next.setHours(0, 0, room.next, 0);
      if (next.getTime() > slotEnd()) parts.push(fill(words.break_until, { clock: timeOfDay(next.getTime()) }));
    }
    return parts.join(" · ");
  }

  /** The words to say on this slide, and the picture of the next. */
  let seen = null;

  function renderSlide() {
    const slide = slides[state.step];
    if (seen === slide.number) return;
    seen = slide.number;
    document.querySelectorAll("[data-said]").forEach((said) => {
      said.hidden = Number(said.dataset.said) !== slide.number;
    });
    byId("notes").hidden = !document.querySelector(`[data-said="${slide.number}"]`);
    byId("said").scrollTop = 0;
    picture("picture", slide);
    picture("next-picture", slides[state.step + 1]);
  }

  function picture(id, slide) {
    const small = slide && document.querySelector(`#row-${slide.number} img`);
    const shown = byId(id);
    shown.hidden = !small;
    if (small) shown.src = small.src;
  }

  function renderModes() {
    const end = slotEnd() ?? (room.start === null ? null : plannedStart(Date.now()) + slotLength());
    byId("modes").hidden = !plan.total;
    set("in-time", fill(words.end_in_time, { clock: end === null ? "…" : timeOfDay(end) }));
    byId("in-time").setAttribute("aria-pressed", String(!state.full));
    byId("in-full").setAttribute("aria-pressed", String(state.full));
  }

  function renderWall(left, paceWords) {
    if (byId("wall").hidden) return;
    const end = withSlot() ? slotEnd() : running() ? endsAt(elapsedSeconds()) : null;
    set("wall-clock", timeOfDay(Date.now()));
    set("wall-pace", paceWords);
    set("wall-label", byId("left-label").textContent);
    set("wall-left", digits(left));
    set("wall-session", end === null ? digits(plan.total) : digits(Math.round((end - Date.now()) / 1000)));
    set("wall-room", byId("room").textContent || byId("ends").textContent);
    set("wall-slide", byId("slide").textContent);
  }

  function toggleWall(wanted = byId("wall").hidden) {
    byId("wall").hidden = !wanted;
    byId("large").setAttribute("aria-expanded", String(wanted));
    document.body.classList.toggle("walled", wanted);
    render();
    byId(wanted ? "small" : "large").focus();
  }

  const toggleNotes = () => {
    byId("notes").open = !byId("notes").open;
  };

  function renderBar(now) {
    const timed = plan.sections.filter((one) => one.end > one.start);
    document.querySelectorAll(".bar i").forEach((cell, index) => {
      const { start, end } = timed[index];
      cell.style.width = `${Math.min(100, Math.max(0, ((now - start) / (end - start)) * 100))}%`;
    });
  }

  function renderRows() {
    document.querySelectorAll("[data-actual]").forEach((cell) => {
      const seconds = actualSeconds(Number(cell.dataset.actual));
      const text = seconds ? digits(seconds) : "";
      if (cell.textContent !== text) cell.textContent = text;
    });
    document.querySelectorAll("tr[data-step]").forEach((row) => {
      const current = Number(row.dataset.step) === state.step;
      if (current !== row.hasAttribute("aria-current")) {
        row.toggleAttribute("aria-current", current);
        if (current) row.setAttribute("aria-current", "step");
      }
    });
  }

  function renderRemedies(late) {
    const [first, second] = late > 0 ? remedies(late) : [];
    byId("catch-up").hidden = !first;
    renderRemedy("catch-up", first);
    renderRemedy("catch-up-more", second);
  }

  function renderRemedy(name, remedy = { title: "", texts: [] }) {
    const { title, texts } = remedy;
    const list = byId(`${name}-list`);
    byId(`${name}-title`).hidden = list.hidden = !texts.length;
    set(`${name}-title`, title);
    if (texts.join("\n") === [...list.children].map((item) => item.textContent).join("\n")) return;
    list.replaceChildren(
      ...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
    );
  }

  function show(step) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const row = document.querySelector(`tr[data-step="${step}"]`);
    const wide = window.matchMedia("(min-width: 64rem)").matches;
    if (row && wide) row.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }

  // --- what is heard: a change of slide, and a section that nears its end
  let spokenAt = null;

  function speak(text) {
    byId("spoken").textContent = text;
  }

  function describe() {
    const [, pace] = paceOf(behind(planSeconds()));
    return `${slides[state.step].number} · ${slides[state.step].title}. ${pace}`;
  }

  function warn(left) {
    const mark = left === null || !running() ? null : SPOKEN.filter((seconds) => left <= seconds).pop();
    const name = mark === undefined || mark === null ? null : `${slides[state.step].section}:${mark}`;
    if (name !== null && name !== spokenAt) speak(counted(words.minutes_left, mark / 60));
    spokenAt = name;
  }

  // --- saving what was measured
  function csv() {
    const cell = (value) => {
      // no spreadsheet may take words for a formula
      const text = typeof value === "string" && /^\s*[=+@-]/.test(value) ? `'${value}` : String(value);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const rows = slides.map((slide, step) => ({
      session: plan.session,
      locale: plan.locale,
      delivery: state.began,
      section: slide.section === null ? "" : plan.sections[slide.section].heading,
      slide: slide.number,
      id: slide.id,
      title: slide.title,
      planned_seconds: planned(slide),
      actual_seconds: actualSeconds(step),
    }));
    const lines = [plan.columns, ...rows.map((row) => plan.columns.map((column) => row[column]))];
    return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  function download() {
    catchUp();
    if (state.began === null) return;
    settle();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = `${plan.session.replaceAll("/", "-")}.${state.began.replaceAll(":", "")}.actual.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // --- the screen stays on while the clock runs, where the browser allows it
  let lock = null;

  async function keepAwake(wanted) {
    try {
      if (wanted && !lock) lock = await navigator.wakeLock.request("screen");
      if (!wanted && lock) {
        await lock.release();
        lock = null;
      }
    } catch {
      lock = null;
    }
  }

  // --- hands
  const keys = {
    ArrowRight: () => move(1),
    PageDown: () => move(1),
    ArrowLeft: () => move(-1),
    PageUp: () => move(-1),
    " ": toggle,
    c: () => toggleWall(),
    n: toggleNotes,
    m: () => plan.total && endWithSlot(state.full),
    e: download,
    Escape: () => byId("wall").hidden || toggleWall(false),
  };
  // where the board writes other letters, keys count by their place
  const letterOf = ({ key, code }) => (/^[^\u0000-\u024f]$/.test(key) ? code.replace(/^Key/, "").toLowerCase() : key.toLowerCase());
  const handOf = (event) => keys[event.key] ?? keys[letterOf(event)];

  document.addEventListener("keydown", (event) => {
    const busy = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    const onControl = event.target instanceof Element && event.target.closest("button, a, input, select, textarea");
    const scrolls = event.key.startsWith("Page") && !running();
    const hand = handOf(event);
    if (busy || scrolls || !hand || (event.key === " " && onControl)) return;
    event.preventDefault();
    if (!event.repeat) hand();
  });

  byId("run").addEventListener("click", toggle);
  byId("next").addEventListener("click", () => move(1));
  byId("previous").addEventListener("click", () => move(-1));
  byId("in-time").addEventListener("click", () => endWithSlot(true));
  byId("in-full").addEventListener("click", () => endWithSlot(false));
  byId("large").addEventListener("click", () => toggleWall());
  byId("small").addEventListener("click", () => toggleWall(false));
  byId("export").addEventListener("click", download);
  byId("reset").addEventListener("click", reset);
  document.querySelectorAll("[data-go]").forEach((button) => {
    button.addEventListener("click", () => goTo(Number(button.dataset.go)));
  });
  // a button that was tapped gives the keys back, or Space would press it again
  document.addEventListener("click", (event) => {
    if (event.detail && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    catchUp();
    lock = null;
    keepAwake(running());
    render();
  });

  if (slides.length) {
    load();
    byId("clock").hidden = false;
    keepAwake(running());
    render();
    listen();
    setInterval(render, 250);
  }
})();
