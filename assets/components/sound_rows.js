// Sounds one under the other on one time axis, each as notes, as a spectrum or as samples; each can be heard and saved. Every
// sound comes ready from Python. It leaves through Web Audio; nothing sounds by itself, and nothing listens.

const HIGH = { notes: 92, spectrum: 92, wave: 92 }; // pixels
const DOTS = 220; // so few samples in sight are drawn one by one
const WHITE = [0, 2, 4, 5, 7, 9, 11]; // semitones above C of the white keys
const TOLD = { notes: "picture notes", spectrum: "picture spectrum", wave: "picture wave" }; // to who cannot see it

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, rows: part(".rows"), zooms: part(".zooms"), place: part(".place"), now: part(".now"),
    data: null, zoom: 0, speaker: loudspeaker(part(".volume")), playing: null,
  };
  part(".halt").addEventListener("click", () => { if (state.playing) { stop(state); state.now.textContent = say("stopped"); } });
  state.place.addEventListener("input", () => paint(state));
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { still(); stop(state); state.speaker.close(); };
  return state;
}

// ---- what is in sight ----

/** Seconds at the left edge, and seconds in sight. */
function sight(state) {
  const { seconds } = state.data, wide = state.zoom || seconds;
  return { from: (Number(state.place.value) / 1000) * (seconds - wide), wide };
}

function layZooms(state) {
  state.zooms.replaceChildren(...[0, ...state.data.zooms].map((zoom) => {
    const words = zoom ? (zoom < 1 ? say("milliseconds", { count: Math.round(zoom * 1000) }) : say("seconds", { count: zoom })) : say("whole");
    const button = node("button", { type: "button", class: "plain", "aria-pressed": String(zoom === state.zoom) }, words);
    button.addEventListener("click", () => {
      const { from, wide } = sight(state), middle = from + wide / 2;
      state.zoom = zoom;
      state.place.disabled = !zoom;
      const most = state.data.seconds - (zoom || state.data.seconds);
      state.place.value = most ? Math.round(1000 * Math.min(1, Math.max(0, (middle - zoom / 2) / most))) : 0;
      for (const other of state.zooms.children) other.setAttribute("aria-pressed", String(other === button));
      paint(state);
    });
    return button;
  }));
}

function layRows(state) {
  state.rows.replaceChildren(...state.data.rows.map((row, i) => {
    const play = node("button", { type: "button", class: "round", "aria-label": say("play row", { name: row.name }) });
    play.append(svgNode("svg", { viewBox: "0 0 16 16", "aria-hidden": true }, svgNode("path", { d: "M4 2l10 6-10 6z" })));
    play.addEventListener("click", () => sound(state, i));
    const save = node("button", { type: "button", class: "save", "aria-label": say("save row", { name: row.name }) }, say("wav"));
    save.addEventListener("click", () => saved(state, row));
    return node("div", { class: `row ${row.hue}` },
      node("div", { class: "name" }, node("span", {}, row.name), node("small", {}, row.says), save), play,
      node("div", { class: "over" }, node("canvas", { role: "img" }), node("div", { class: "head" })));
  }));
}

// ---- sound ----

function stop(state) {
  state.playing?.source.stop();
  state.playing = null;
  for (const head of state.rows.querySelectorAll(".head")) head.style.visibility = "hidden";
}

function sound(state, i) {
  stop(state);
  const row = state.data.rows[i], now = { ...state.speaker.play(row.sound, state.data.rate), row: i };
  state.playing = now;
  now.source.addEventListener("ended", () => {
    if (state.playing !== now) return;
    stop(state);
    state.now.textContent = "";
  });
  noted(state.frame, row.sound);
  state.now.textContent = say("playing row", { name: row.name });
  if (!reducedMotion.matches) follow(state, now);
}

function follow(state, now) {
  if (state.playing !== now) return;
  const { from, wide } = sight(state), share = (state.speaker.time - now.from - from) / wide;
  for (const head of state.rows.querySelectorAll(".head")) {
    head.style.visibility = share >= 0 && share <= 1 ? "visible" : "hidden";
    head.style.left = `${100 * share}%`;
  }
  requestAnimationFrame(() => follow(state, now));
}

// A WAV file of sixteen bits a sample.
function wav(sound, rate) {
  const bytes = new DataView(new ArrayBuffer(44 + 2 * sound.length));
  const text = (at, letters) => [...letters].forEach((letter, i) => bytes.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF"); text(8, "WAVEfmt "); text(36, "data");
  bytes.setUint32(4, 36 + 2 * sound.length, true);
  [[16, 16], [24, rate], [28, 2 * rate], [40, 2 * sound.length]].forEach(([at, value]) => bytes.setUint32(at, value, true));
  [[20, 1], [22, 1], [32, 2], [34, 16]].forEach(([at, value]) => bytes.setUint16(at, value, true));
  sound.forEach((one, i) => bytes.setInt16(44 + 2 * i, Math.round(32767 * Math.max(-1, Math.min(1, one))), true));
  return new Blob([bytes.buffer], { type: "audio/wav" });
}

function saved(state, row) {
  const url = URL.createObjectURL(wav(row.sound, state.data.rate));
  node("a", { href: url, download: `${row.file}.wav` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// ---- pictures ----

const paint = (state) => state.data.rows.forEach((row, i) => paintRow(state, row, state.rows.children[i].querySelector("canvas")));

function paintRow(state, row, canvas) {
  const ink = inks(canvas), { from, wide } = sight(state), width = Math.max(60, canvas.parentElement.clientWidth), high = HIGH[row.kind];
  const context = sharp(canvas, width, high), at = (second) => ((second - from) / wide) * width;
  const draw = { notes: drawNotes, spectrum: drawSpectrum, wave: drawWave }[row.kind];
  for (const [first, length] of row.marks) { // behind: what was changed
    context.fillStyle = ink("accent-tint");
    context.fillRect(at(first) - 3, 0, Math.max(2, at(first + length) - at(first)) + 6, high);
  }
  const seen = draw({ state, row, context, ink, at, width, high, from, wide });
  for (const [first, length] of row.marks) {
    context.strokeStyle = ink("accent");
    context.lineWidth = 2;
    context.strokeRect(at(first) - 3, 1, Math.max(2, at(first + length) - at(first)) + 6, high - 2);
  }
  if (row.given) {
    context.fillStyle = ink("ink");
    context.fillRect(at(row.given) - 1, 0, 2, high);
  }
  canvas.setAttribute("aria-label", say(TOLD[row.kind], { name: row.name, seen, from, until: from + wide }));
}

function drawNotes({ row, context, ink, at, width, high }) {
  const pitches = row.notes.map(([, , pitch]) => pitch), least = Math.min(60, ...pitches), most = Math.max(72, ...pitches);
  const step = (high - 22) / (most - least + 1);
  let seen = 0;
  for (const [first, length, pitch, label] of row.notes) {
    const x = at(first), wide = at(first + length) - x, y = high - 18 - (pitch - least + 1) * step;
    if (x + wide < 0 || x > width) continue;
    context.fillStyle = ink(WHITE.includes(pitch % 12) ? row.hue : "false");
    context.fillRect(x + 1, y, Math.max(2, wide - 2), Math.max(4, step));
    context.fillStyle = ink("ink");
    if (wide > 14) context.fillText(label, Math.max(2, x + 2), high - 4);
    seen += 1;
  }
  return seen;
}

function drawSpectrum({ state, row, context, ink, at, high, from, wide }) {
  const { frames, bins } = row, image = row.image ??= {};
  const name = [ink("data"), ink(row.hue), ink("card")].join();
  if (image.name !== name) { // painted once for each scheme, then only moved
    const [before, after] = [shades(ink("card"), ink(row.given ? "data" : row.hue)), shades(ink("card"), ink(row.hue))];
    const small = unseen(frames, bins), pixels = small.createImageData(frames, bins), given = (row.given * frames) / state.data.seconds;
    for (let x = 0; x < frames; x++) for (let y = 0; y < bins; y++) {
      const level = row.levels[x * bins + y], ramp = x < given ? before : after;
      pixels.data.set(ramp.subarray(4 * level, 4 * level + 4), 4 * ((bins - 1 - y) * frames + x));
    }
    small.putImageData(pixels, 0, 0);
    Object.assign(image, { name, canvas: small.canvas });
  }
  context.imageSmoothingEnabled = false;
  context.drawImage(image.canvas, at(0), 0, at(state.data.seconds) - at(0), high);
  return Math.round((Math.min(wide, state.data.seconds - from) / state.data.seconds) * frames * row.numbers);
}

function drawWave({ state, row, context, ink, at, width, high, from, wide }) {
  const { rate } = state.data, step = row.step, first = Math.max(0, Math.floor((from * rate) / step)), last = Math.min(Math.floor(row.sound.length / step), Math.ceil(((from + wide) * rate) / step) + 1);
  const y = (value) => high / 2 - value * (high / 2 - 4), hueAt = (second) => ink(row.given && second < row.given ? "data" : row.hue);
  const seen = last - first;
  context.fillStyle = ink("line");
  context.fillRect(0, high / 2, width, 1);
  if (seen > 3 * width) { // the loudest and the softest in each column of pixels
    const each = seen / width;
    for (let x = 0; x < width; x++) {
      let [low, top] = [1, -1];
      for (let k = first + Math.floor(x * each); k < Math.min(last, first + Math.ceil((x + 1) * each)); k++) {
        const value = row.sound[k * step];
        low = Math.min(low, value); top = Math.max(top, value);
      }
      if (top < low) continue;
      context.fillStyle = hueAt(from + (x / width) * wide);
      context.fillRect(x, y(top), 1, Math.max(1, y(low) - y(top)));
    }
    return seen;
  }
  context.lineWidth = 1.5;
  for (let k = first; k < last; k++) {
    const second = (k * step) / rate, value = row.sound[k * step];
    context.strokeStyle = context.fillStyle = hueAt(second);
    if (k + 1 < last) {
      context.beginPath();
      context.moveTo(at(second), y(value));
      context.lineTo(at(second + step / rate), y(row.sound[(k + 1) * step]));
      context.stroke();
    }
    if (seen <= DOTS) {
      context.beginPath();
      context.arc(at(second), y(value), 2.5, 0, 7);
      context.fill();
    }
  }
  return seen;
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data), { head, take } = unpacked(data);
  if (state.data?.id === head.id) return state.unmount;
  stop(state);
  const first = !state.data;
  state.data = { ...head, rows: head.rows.map((row) => ({ ...row, sound: samples(take("i1", row.samples)), levels: take("u1", row.frames * row.bins) })) };
  if (first || !head.zooms.includes(state.zoom)) { state.zoom = 0; state.place.disabled = true; }
  layZooms(state);
  layRows(state);
  state.now.textContent = "";
  paint(state);
  return state.unmount;
}
