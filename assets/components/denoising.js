// From noise to picture, and back, on one slider. All frames are here, so the slider never asks the server. Points are
// shown with their ways and the direction in which the network would send each place; pictures as a sheet, beside what
// the network believes to be hidden in them.

const BEAT = 90; // milliseconds a frame while playing
const TRAILS = 60; // points whose way is drawn
const REST = 500; // milliseconds of stillness before a voice says where we are

function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  return { ...head, numbers: take(head.kind === "points" ? "i2" : "u1") };
}

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, now: part(".now"), belief: part(".belief"), second: part(".belief canvas"), names: frame.querySelectorAll("figcaption"),
    play: part(".play"), slider: part("input"), ends: frame.querySelectorAll(".end"), value: part("output"), said: part(".said"),
    data: null, at: 0, timer: 0,
  };
  state.player = player(state.play, {
    slider: state.slider, seek: (at) => move(state, at), begin: () => begin(state),
    says: () => say("play film"),
    pace: () => Math.max(BEAT, Math.min(700, 2000 / last(state))), // few steps go slowly enough to be seen
    beat: () => {
      move(state, state.at + Math.max(1, Math.round(last(state) / 40)));
      return state.at < last(state);
    },
  });
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { state.player.pause(); clearTimeout(state.timer); still(); };
  return state;
}

const last = ({ data }) => data.levels.length - 1;

function move(state, at) {
  state.at = Math.max(0, Math.min(last(state), at));
  paint(state);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => { state.said.textContent = state.data.said[state.at]; }, state.player.playing ? 0 : REST);
}

function begin(state) {
  const still = reducedMotion.matches; // no film for those who asked for none: one look at the start, one at the end
  if (state.at === last(state)) move(state, 0);
  else if (still) move(state, last(state));
  return !still;
}

function paint(state) {
  const { data, at } = state;
  const level = say("level", { share: data.levels[at] });
  state.slider.value = at;
  state.slider.setAttribute("aria-valuetext", level);
  state.value.textContent = say("value", { level, step: data.steps[at], steps: data.of });
  (data.kind === "points" ? paintPoints : paintSheets)(state);
}

// ---- points ----

function paintPoints(state) {
  const { data, at } = state;
  const side = Math.min(state.now.parentElement.clientWidth, 31 * rem());
  const context = sharp(state.now, side, side);
  const ink = inks(state.now);
  const place = (value) => ((value / 32767) * 0.5 + 0.5) * side;
  /** @returns {[number, number]} */
  const xy = (frame, i) => [place(data.numbers[2 * (frame * data.count + i)]), side - place(data.numbers[2 * (frame * data.count + i) + 1])];
  const cloud = data.levels.length * data.count * 2;
  context.fillStyle = ink("card");
  context.fillRect(0, 0, side, side);

  context.fillStyle = ink("data"); // what is real: crosses
  context.globalAlpha = 0.45;
  for (let i = 0; i < data.real; i++) {
    const [x, y] = [place(data.numbers[cloud + 2 * i]), side - place(data.numbers[cloud + 2 * i + 1])];
    context.fillRect(x - 2, y - 0.5, 4, 1);
    context.fillRect(x - 0.5, y - 2, 1, 4);
  }

  if (data.grid) { // where the network would send each place
    const start = cloud + 2 * data.real + at * data.grid * data.grid * 2;
    context.strokeStyle = context.fillStyle = ink("latent");
    context.globalAlpha = 0.75;
    context.lineWidth = 1;
    for (let row = 0; row < data.grid; row++) {
      for (let column = 0; column < data.grid; column++) {
        const where = start + 2 * (row * data.grid + column);
        const [x, y] = [(column + 0.5) / data.grid, (row + 0.5) / data.grid].map((part) => part * side);
        arrow(context, x, side - y, (data.numbers[where] / 32767) * side, (-data.numbers[where + 1] / 32767) * side);
      }
    }
  }

  context.strokeStyle = ink("made");
  context.globalAlpha = 0.35;
  context.beginPath();
  for (let i = 0; i < Math.min(TRAILS, data.count); i++) {
    context.moveTo(...xy(0, i));
    for (let frame = 1; frame <= at; frame++) context.lineTo(...xy(frame, i));
  }
  context.stroke();
  context.globalAlpha = 0.85;
  context.fillStyle = ink("made");
  for (let i = 0; i < data.count; i++) {
    const [x, y] = xy(at, i);
    context.beginPath();
    context.arc(x, y, 2.2, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

function arrow(context, x, y, dx, dy) {
  const long = Math.hypot(dx, dy);
  if (long < 1.5) return;
  const [ux, uy] = [dx / long, dy / long];
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + dx, y + dy);
  context.stroke();
  context.beginPath();
  context.moveTo(x + dx, y + dy);
  context.lineTo(x + dx - 4 * ux + 2.5 * uy, y + dy - 4 * uy - 2.5 * ux);
  context.lineTo(x + dx - 4 * ux - 2.5 * uy, y + dy - 4 * uy + 2.5 * ux);
  context.fill();
}

// ---- sheets of pictures ----

function paintSheets(state) {
  const { data, at } = state;
  const frame = data.count * data.side * data.side;
  const half = data.levels.length * frame;
  sheet(state.now, data, data.numbers.subarray(at * frame, (at + 1) * frame));
  sheet(state.second, data, data.numbers.subarray(half + at * frame, half + (at + 1) * frame));
}

function sheet(canvas, { count, side, columns }, ink8) {
  const rows = Math.ceil(count / columns);
  const width = Math.min(canvas.parentElement.clientWidth, 31 * rem());
  const cell = width / columns;
  const context = sharp(canvas, width, cell * rows);
  const ink = inks(canvas);
  const tones = inkShades(ink("paper"), ink("ink"));
  context.imageSmoothingEnabled = false;
  const small = new OffscreenCanvas(side, side);
  const pen = small.getContext("2d");
  for (let i = 0; i < count; i++) {
    const pixels = new ImageData(side, side);
    for (let j = 0; j < side * side; j++) pixels.data.set(tones.subarray(4 * ink8[i * side * side + j], 4 * ink8[i * side * side + j] + 4), 4 * j);
    pen.putImageData(pixels, 0, 0);
    const gap = Math.max(1.5, cell * 0.05);
    const [x, y] = [(i % columns) * cell + gap, Math.floor(i / columns) * cell + gap];
    context.drawImage(small, x, y, cell - 2 * gap, cell - 2 * gap);
    context.strokeStyle = ink("line");
    context.strokeRect(x, y, cell - 2 * gap, cell - 2 * gap);
  }
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const before = state.data;
  const atEnd = !before || state.at === last(state);
  const share = before ? state.at / Math.max(1, last(state)) : 1;
  state.data = unpack(data);
  state.player.pause();
  state.at = atEnd && before ? last(state) : Math.round((before ? share : state.data.begin) * last(state));
  state.slider.max = last(state);
  state.belief.hidden = state.data.kind === "points";
  state.names.forEach((name, i) => { name.textContent = state.data.names[i] ?? ""; });
  state.ends[1].textContent = say(state.data.kind === "points" ? "points" : "picture");
  state.said.textContent = state.data.said[state.at];
  paint(state);
  return state.unmount;
}
