(() => {
  "use strict";

  const plan = JSON.parse(document.getElementById("plan").textContent);
  const words = plan.words;
  const slides = plan.slides;
  const last = slides.length - 1;
  const storageName = `coursedeck:run-sheet:${plan.session}:${plan.locale}:${plan.key}`;
  const FORGOTTEN = 6 * 60 * 60 * 1000; // a clock that ran this long unseen was left running by mistake
  const SPOKEN = [300, 120, 60, 0]; // seconds left in a section that are said aloud
  const byId = (id) => document.getElementById(id);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  // plural categories (Unicode CLDR) in the order of the forms, by how many of those a language has
  const CATEGORIES = { 2: ["one", "other"], 3: ["one", "few", "many"], 6: ["zero", "one", "two", "few", "many", "other"] };
  const plurals = new Intl.PluralRules(document.documentElement.lang);
  const formOf = (forms, n) => forms[CATEGORIES[forms.length]?.indexOf(plurals.select(n)) ?? 0] ?? forms.at(-1);
  const counted = (forms, n) => fill(formOf(forms, n), { n });

  // --- what is remembered: times in milliseconds, from Date.now alone
  const fresh = () => ({ began: null, since: null, elapsed: 0, step: 0, actual: {}, finished: false });
  let state = fresh();
  let storageWorks = true;

  function load() {
    try {
      const kept = JSON.parse(localStorage.getItem(storageName));
      if (kept && slides[kept.step]) state = { ...fresh(), ...kept };
    } catch {
      storageWorks = false;
    }
    if (state.since !== null && Date.now() - state.since > FORGOTTEN) state.since = null;
  }

  function save() {
    try {
      localStorage.setItem(storageName, JSON.stringify(state));
    } catch {
      storageWorks = false;
    }
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
    settle();
    if (running()) {
      state.since = null;
    } else {
      state.since = Date.now();
      state.began = state.began || localTime(new Date(Date.now()));
      state.finished = false;
    }
    keepAwake(running());
    changed();
  }

  function goTo(step) {
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
    if (state.began !== null && !window.confirm(words.reset_sure)) return;
    state = fresh();
    keepAwake(false);
    changed();
  }

  function changed() {
    save();
    render();
    speak(describe());
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
    const late = behind(now);
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
    set("ends", running() && plan.total ? fill(words.ends_about, { clock: endOfDay(now, slide) }) : "");
    set("run", running() ? words.pause : state.began === null ? words.start : words.resume);
    byId("previous").disabled = state.step === 0;
    byId("next").disabled = state.finished;
    byId("export").disabled = state.began === null;
    byId("storage").hidden = storageWorks;
    renderBar(now);
    renderRows();
    renderRemedies(pace === "behind" ? late : 0);
    warn(current ? left : null);
  }

  function endOfDay(now, slide) {
    const rest = plan.total - Math.min(Math.max(now, slide.start), slide.end);
    const end = new Date(Date.now() + rest * 1000);
    return `${two(end.getHours())}:${two(end.getMinutes())}`;
  }

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
    const [, pace] = paceOf(behind(elapsedSeconds()));
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
      const text = String(value);
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
    ArrowRight: () => goTo(state.step + 1),
    PageDown: () => goTo(state.step + 1),
    ArrowLeft: () => goTo(state.step - 1),
    PageUp: () => goTo(state.step - 1),
    " ": toggle,
  };

  document.addEventListener("keydown", (event) => {
    const busy = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    const onControl = event.target instanceof Element && event.target.closest("button, a, input, select, textarea");
    const scrolls = event.key.startsWith("Page") && !running();
    if (busy || scrolls || !keys[event.key] || (event.key === " " && onControl)) return;
    event.preventDefault();
    if (!event.repeat) keys[event.key]();
  });

  byId("run").addEventListener("click", toggle);
  byId("next").addEventListener("click", () => goTo(state.step + 1));
  byId("previous").addEventListener("click", () => goTo(state.step - 1));
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
    if (!document.hidden && running()) {
      lock = null;
      keepAwake(true);
    }
  });

  if (slides.length) {
    load();
    byId("clock").hidden = false;
    keepAwake(running());
    render();
    setInterval(render, 250);
  }
})();
