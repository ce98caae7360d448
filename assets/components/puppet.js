// One face is moved by hand, and the model puts the movement on another person's face. Drawing, encoder and decoder all run
// here, so the fake follows within a frame. Beside it: the other person as the drawing says that it should look.
// The networks as they were earlier are many bytes, and come once somebody goes back in training time.

const LEVERS = ["smile", "gaze", "tilt"];
const STEP = 0.1; // of an arrow key
const RESTED = 300; // milliseconds without a movement, until what the fake shows is looked for

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, data: null, at: 0, drives: 0, canvases: ["driver", "fake", "truth"].map((name) => part(`.${name} canvas`)),
    inputs: Object.fromEntries(LEVERS.map((name) => [name, part(`[name=${name}]`)])), time: part("[name=time]"), output: part("output"),
    glasses: part("[name=glasses]"), roles: part(".roles"), body: part("tbody"), spoken: part(".spoken"), timer: 0, send: null,
  };
  const driver = state.canvases[0];
  for (const input of Object.values(state.inputs)) input.addEventListener("input", () => show(state));
  state.glasses.addEventListener("change", () => show(state));
  state.time.addEventListener("input", () => { state.at = Number(state.time.value); show(state); });
  state.roles.addEventListener("click", () => { state.drives = 1 - state.drives; show(state); });
  const move = (event) => {
    const { across, down } = spot(driver, event);
    pull(state, { gaze: across * 2 - 1, smile: 1 - down * 2 });
  };
  pad(driver, { down: move, move });
  hovers(driver, (event) => event && move(event));
  driver.addEventListener("keydown", (event) => {
    if (modified(event)) return;
    const [name, way] = { ArrowLeft: ["gaze", -1], ArrowRight: ["gaze", 1], ArrowUp: ["smile", 1], ArrowDown: ["smile", -1],
      PageUp: ["tilt", 1], PageDown: ["tilt", -1], Home: [null, 0] }[event.key] ?? [];
    if (name === undefined) return;
    event.preventDefault();
    pull(state, name ? { [name]: Number(state.inputs[name].value) + way * STEP } : { smile: 0, gaze: 0, tilt: 0 });
  });
  state.close = () => clearTimeout(state.timer);
  return state;
}

function pull(state, moved) {
  for (const [name, value] of Object.entries(moved)) state.inputs[name].value = Math.min(1, Math.max(-1, value));
  show(state);
}

// All networks at the moments that were sent, the last ones, from a byte a weight: row by row the weight times the row's scale, then the biases, so that
// `run` finds each matrix with its bias behind it.
function opened(bytes) {
  const { head, take } = unpacked(bytes);
  const layers = head.networks.flat();
  const [rows, weights] = [layers.reduce((sum, [, high]) => sum + high, 0), layers.reduce((sum, [wide, high]) => sum + wide * high, 0)];
  const small = head.steps.slice(-head.sent).map(() => [take("f4", rows), take("f4", rows)]);
  const moments = small.map(([scales, biases]) => {
    const whole = take("i1", weights);
    let [row, weight] = [0, 0];
    return head.networks.map((network) => {
      const flat = new Float32Array(parameters(network));
      let to = 0;
      for (const [wide, high] of network) {
        for (let r = 0; r < high; r++) for (let c = 0; c < wide; c++) flat[to++] = whole[weight++] * scales[row + r];
        for (let r = 0; r < high; r++) flat[to++] = biases[row++];
      }
      return flat;
    });
  });
  return { ...head, moments: [...Array(head.steps.length - head.sent), ...moments] };
}

function show(state) {
  const { data, at, drives } = state;
  if (!data.moments[at]) return state.send("earlier", true); // what stands there stays until they come
  const other = 1 - drives;
  const face = Object.fromEntries(LEVERS.map((name) => [name, Number(state.inputs[name].value)]));
  Object.assign(face, { hair: 0.3, glasses: state.glasses.checked ? 1 : 0, light: 0 });
  const [driver, truth] = [drives, other].map((identity) => drawFace({ ...face, identity }));
  const [encoder, ...decoders] = data.moments[at];
  const said = run(encoder, 0, data.networks[0], driver, false);
  const fake = run(decoders[other], 0, data.networks[1 + other], said, true);
  [driver, fake, truth].forEach((picture, i) => paintPicture(state.canvases[i], picture));

  const [him, her] = [data.people[drives], data.people[other]];
  state.frame.querySelectorAll(".who").forEach((who, i) => (who.textContent = i ? her : him));
  const steps = say("step", { step: data.steps[at] });
  state.output.textContent = steps;
  state.time.setAttribute("aria-valuetext", steps);
  state.roles.textContent = say("drive", { her, him });
  state.canvases[0].setAttribute("aria-label", say("driver face", { him }));
  state.canvases[1].setAttribute("aria-label", say("fake face", { her, him, shows: "…" }));
  state.canvases[2].setAttribute("aria-label", say("true face", { her, shows: words(face) }));
  fill(state, face, null);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => {
    const found = factorsOf(fake, { ...face, identity: other });
    const shows = found.away > UNCLEAR ? say("unclear") : words(found.face);
    fill(state, face, found);
    state.canvases[1].setAttribute("aria-label", say("fake face", { her, him, shows }));
    state.spoken.textContent = say("shows", { fake: shows, truth: words(face) });
  }, RESTED);
}

// What was set, beside what the fake shows: not looked for yet, too far from any drawing, or found.
function fill({ body, data, drives }, face, found) {
  const shown = (write) => (!found ? "…" : found.away > UNCLEAR ? say("unclear") : write(found.face));
  body.replaceChildren(
    ...LEVERS.map((name) => row(say(name), [signed(face[name]), shown((fake) => signed(fake[name]))])),
    row(say("glasses"), [glasses(face), shown(glasses)]),
    row(say("whose"), [say("drives", { him: data.people[drives] }), shown((fake) => whose(data.people, fake.identity))]),
  );
}

const glasses = (face) => say(face.glasses ? "with" : "without");
const signed = (value) => `${value < -0.005 ? "−" : "+"}${fixed(Math.abs(value), 2)}`;
const words = (one) => LEVERS.map((name) => `${say(name)} ${signed(one[name])}`).join(", ");
const row = (name, cells) => node("tr", {}, node("th", { scope: "row" }, name), ...cells.map((cell, i) => node("td", i === 1 ? { class: "made" } : {}, cell)));

// 0 is the first person, 1 the second one, and between them stand their kin.
function whose(people, share) {
  return share < 0.5 ? `${people[0]} ${percent(1 - share)}` : `${people[1]} ${percent(share)}`;
}

export default function ({ data, parentElement, setStateValue }) {
  const state = mounted(parentElement, build, data);
  state.send = setStateValue;
  if (data !== state.bytes) {
    const now = opened(data);
    const last = !state.data || state.data.run !== now.run || state.at === state.data.steps.length - 1;
    Object.assign(state, { bytes: data, data: now, at: last ? now.steps.length - 1 : Math.min(state.at, now.steps.length - 1) });
    state.time.max = now.steps.length - 1;
    state.time.value = state.at;
    show(state);
  }
  return state.unmount;
}
