// A tune: a piano roll that runs along while it sounds, the tune as text, and for each of its tokens what the model thought of.
// Whoever wants to begins it on keys; Python hears of it when the hands rest. Sound is made of plain oscillators and leaves
// through Web Audio; nothing sounds by itself, and nothing listens.

const LENGTHS = { 2: "eighth", 4: "quarter", 8: "half" }; // sixteenths
const LONGEST = 24; // notes of a beginning
const REST = 500; // milliseconds: then the hands rest
const NARROWEST = 5; // pixels of a sixteenth
const HIGH = 170; // pixels of the roll
const SCRIPT = "/static/vendor/abcjs-basic-6.7.2.min.js"; // server/vendor.py

/** @type {Promise<any> | undefined} draws notes; loaded when somebody wants to see them */
let coming;
const library = () => (coming ??= new Promise((done, failed) => {
  const script = node("script", { src: SCRIPT });
  script.addEventListener("load", () => done(/** @type {any} */ (window).ABCJS));
  script.addEventListener("error", () => {
    coming = undefined; // whoever asks again may have more luck
    script.remove();
    failed(new Error(SCRIPT));
  });
  document.head.append(script);
}));

const sounds = ([pitch]) => pitch !== null; // a rest does not
const frequency = (pitch) => 440 * 2 ** ((pitch - 69) / 12);

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, canvas: part("canvas"), head: part(".head"), roll: part(".roll"), own: part(".own"), keys: part(".keys"),
    lengths: part(".lengths"), now: part(".now"), text: part(".text"), asked: part(".asked"), chances: part(".chances"),
    sheet: part(".sheet"), show: part(".show"),
    data: null, begin: [], length: 4, speaker: loudspeaker(part(".volume")), playing: null, resting: 0, send: null, at: -1, drawn: "",
  };
  part(".go-on").addEventListener("click", () => playTune(state));
  part(".halt").addEventListener("click", () => { stop(state); announce(state, say("stopped")); });
  part(".back").addEventListener("click", () => change(state, state.begin.slice(0, -1)));
  part(".clear").addEventListener("click", () => change(state, []));
  state.show.addEventListener("click", () => {
    state.sheet.hidden = !state.sheet.hidden;
    state.show.setAttribute("aria-expanded", String(!state.sheet.hidden));
    drawSheet(state);
  });
  state.settle = rove(state.keys);
  state.settleText = rove(state.text, (stop) => look(state, stop.place));
  frame.addEventListener("keydown", (event) => {
    const place = keyOf(state.keys, event);
    if (place < 0 || state.own.hidden || event.target.matches("input")) return;
    event.preventDefault();
    press(state, place);
  });
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { still(); stop(state); clearTimeout(state.resting); state.speaker.close(); };
  return state;
}

// ---- sound ----

// One note from that second on: it swells for a moment, fades, and ends softly, so that nothing clicks.
function note({ audio, into }, pitch, from, seconds) {
  const oscillator = audio.createOscillator(), gain = audio.createGain();
  oscillator.type = "triangle";
  oscillator.frequency.value = frequency(pitch);
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(0.5, from + 0.015);
  gain.gain.linearRampToValueAtTime(0.3, from + Math.max(0.02, seconds * 0.7));
  gain.gain.linearRampToValueAtTime(0, from + seconds);
  oscillator.connect(gain);
  gain.connect(into);
  oscillator.start(from);
  oscillator.stop(from + seconds);
  return oscillator;
}

function playTune(state) {
  stop(state);
  const { notes, beat } = state.data;
  if (!notes.length) return announce(state, say("silent"));
  const device = state.speaker.open(), from = state.speaker.time + 0.08;
  const sounding = notes.filter(sounds).map(([pitch, start, length]) => note(device, pitch, from + start * beat, length * beat));
  state.playing = { sounding, from };
  noted(state.frame);
  announce(state, say("playing"));
  follow(state, state.playing);
}

function stop(state) {
  for (const one of state.playing?.sounding ?? []) one.stop();
  state.playing = null;
  state.head.style.visibility = "hidden";
}

// The line runs, the token that sounds is marked, and below stands what the model thought of there.
function follow(state, now) {
  if (state.playing !== now) return;
  const { beat, end, tokens } = state.data, at = Math.max(0, (state.speaker.time - now.from) / beat);
  if (at >= end) {
    stop(state);
    return announce(state);
  }
  let place = tokens.findLastIndex(([, start, , long]) => long && start <= at);
  if (place < 0) place = 0;
  if (place !== state.at) look(state, place, true);
  const x = (reducedMotion.matches ? tokens[place][1] : at) * state.wide;
  state.head.style.visibility = "visible";
  state.head.style.left = `${x}px`;
  if (x < state.roll.scrollLeft || x > state.roll.scrollLeft + state.roll.clientWidth - 40) state.roll.scrollLeft = x - 40;
  requestAnimationFrame(() => follow(state, now));
}

// ---- keys ----

function layOwn(state) {
  layKeys(state.keys, state.data.keys, (place) => press(state, place));
  state.settle();
  state.lengths.replaceChildren(...Object.entries(LENGTHS).map(([length, name]) => {
    const button = node("button", { type: "button", class: "plain", "aria-pressed": String(Number(length) === state.length) }, say(name));
    button.addEventListener("click", () => {
      state.length = Number(length);
      for (const other of state.lengths.children) other.setAttribute("aria-pressed", String(other === button));
    });
    return button;
  }));
}

function press(state, place) {
  const pitch = state.data.keys[place], device = state.speaker.open();
  stop(state);
  note(device, pitch, state.speaker.time + 0.01, 0.35);
  showPressed(state.keys, place);
  if (state.begin.length < LONGEST) change(state, [...state.begin, [pitch, state.length]]);
  else announce(state, say("longest", { notes: LONGEST }));
}

function change(state, begin) {
  state.begin = begin;
  announce(state);
  clearTimeout(state.resting);
  state.resting = setTimeout(() => state.send("begin", begin), REST);
}

function announce(state, text = "") {
  const count = state.begin.length, tones = state.begin.map(([pitch]) => toneName(pitch)).join(" ");
  const own = state.data.own ? say(count ? "begun" : "empty", { count, tones }) : "";
  state.now.textContent = text || own;
  state.frame.dataset.notes = count;
}

// ---- the tune as text, and what was thought of at each token ----

function layText(state) {
  const { tokens, shared } = state.data;
  state.text.replaceChildren(...tokens.map(([text, , given, , sounds], place) => {
    const button = node("button", { type: "button", class: given ? "note data" : "note", "data-stop": true, tabindex: place ? -1 : 0 }, text);
    if (shared && sounds >= shared[0] && sounds < shared[1]) button.classList.add("shared");
    button.place = place;
    button.addEventListener("click", () => look(state, place));
    return button;
  }));
  state.settleText();
}

function look(state, place, playing = false) {
  const { tokens, chances } = state.data;
  state.asked.hidden = state.chances.hidden = !chances.some((some) => some.length); // of a tune that was kept nothing is known
  state.text.children[state.at]?.classList.remove("at");
  state.at = place;
  const button = state.text.children[place];
  button?.classList.add("at");
  if (playing && button) state.text.scrollTop = Math.max(0, button.offsetTop - state.text.offsetTop - 40);
  const expected = chances[place] ?? [], [text] = tokens[place] ?? [""];
  state.asked.textContent = expected.length ? say("thought", { text }) : tokens.length ? say("given here", { text }) : "";
  state.chances.replaceChildren(...expected.flatMap(([what, share]) => {
    const bar = node("span", { class: "share" });
    bar.style.width = `${100 * share}%`;
    return [
      node("span", { class: what === text ? "what was" : "what" }, what || say("the end")), node("span", {}, bar),
      node("span", { class: "much" }, percent(share)),
    ];
  }));
}

// ---- pictures ----

function paint(state) {
  const { notes, lines, end, least, most, shared } = state.data, ink = inks(state.canvas);
  const width = Math.max(state.frame.clientWidth - 2, end * NARROWEST), rows = most - least + 3, high = HIGH / rows;
  state.wide = width / Math.max(1, end);
  const context = sharp(state.canvas, width, HIGH);
  for (const [at, strong] of lines) {
    context.fillStyle = ink(strong ? "soft" : "line");
    context.fillRect(at * state.wide - 0.5, 0, 1, HIGH);
  }
  notes.forEach(([pitch, start, length, given], number) => {
    if (pitch === null) return;
    const [x, y, wide] = [start * state.wide + 1, (most - pitch + 1) * high, Math.max(2, length * state.wide - 2)];
    context.fillStyle = ink(given ? "data" : "made");
    context.beginPath();
    context.roundRect(x, y, wide, Math.max(3, high), 2);
    context.fill();
    if (shared && number >= shared[0] && number < shared[1]) {
      context.fillStyle = ink("ink");
      context.fillRect(x - 1, HIGH - 6, wide + 2, 4);
    }
  });
  const bars = lines.length, sounding = notes.filter(sounds), begun = sounding.filter((one) => one[3]).length;
  state.canvas.setAttribute("aria-label", say("picture", { notes: sounding.length, bars, begun }));
}

async function drawSheet(state) {
  const needless = () => state.sheet.hidden || state.drawn === state.data.abc;
  if (needless()) return;
  const library_ = await library().catch(() => null);
  if (!library_) return void (state.sheet.textContent = say("no sheet"));
  if (needless() || !state.sheet.isConnected) return; // drawn by an earlier call meanwhile, put away, or left
  state.drawn = state.data.abc;
  library_.renderAbc(state.sheet, state.data.abc, { responsive: "resize", add_classes: true, wrap: { minSpacing: 1.8, maxSpacing: 2.8, preferredMeasuresPerLine: 4 }, staffwidth: 640 });
  state.sheet.setAttribute("aria-label", say("sheet picture", { notes: state.data.notes.filter(sounds).length }));
}

export default function ({ data, parentElement, setStateValue }) {
  const state = mounted(parentElement, build, data);
  state.send = setStateValue;
  if (state.data?.id === data.id) return state.unmount;
  const first = !state.data;
  stop(state);
  state.data = data;
  if (first || !data.own) state.begin = data.begin;
  state.own.hidden = !data.own;
  if (data.own && !state.keys.children.length) layOwn(state);
  state.at = -1;
  layText(state);
  look(state, Math.max(0, data.tokens.findIndex(([, , given]) => !given)));
  announce(state);
  paint(state);
  drawSheet(state);
  return state.unmount;
}
