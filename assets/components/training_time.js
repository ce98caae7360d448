// Training time: the loss as one thin line, and a slider whose stops are the saved moments of the run.
// While it moves, pictures that hold their frames follow the window event `glassbox:time`; Python hears of the
// step only when the hand lets go. Played, it is a film: each moment stays as long as its beat, and what the model wrote
// there stands below. A strip of moments that tell most stays to be read.

const REST = 300; // milliseconds without a key before Python is told

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, track: part(".track"), path: part(".track path"), stops: part(".stops"), marker: part(".marker"),
    value: part(".value"), play: part(".play"), data: null, send: null, at: 0, told: null, timer: 0, dragging: false,
    written: part(".written"), when: part(".written .at"), text: part(".written .text"), strip: part(".strip"),
  };
  pad(state.track, {
    swipes: true,
    down: (event) => {
      state.player.pause();
      drag(state, true);
      move(state, under(state, event));
    },
    move: (event) => move(state, under(state, event)),
    up: () => {
      drag(state, false);
      tell(state);
    },
  });
  state.track.addEventListener("keydown", (event) => press(state, event));
  state.player = player(state.play, {
    pace: () => state.data.beats[state.at], says: () => say("play moments"), stopped: () => tell(state),
    begin: () => { if (state.at === last(state)) move(state, 0); },
    beat: () => {
      move(state, state.at + 1);
      if (state.at === last(state)) tell(state);
      else state.player.again(); // each moment has a beat of its own
      return state.at < last(state);
    },
  });
  state.close = () => { clearTimeout(state.timer); state.player.pause(); };
  return state;
}

const last = ({ data }) => data.steps.length - 1;
const across = ({ data }, step) => (data.total ? step / data.total : 0);

// The saved moment nearest to the pointer.
const under = (state, event) => nearest(state.data.steps, spot(state.track, event).across * state.data.total);

function press(state, event) {
  if (modified(event)) return;
  const leap = Math.max(2, Math.round(last(state) / 5));
  const far = { PageUp: state.at + leap, PageDown: state.at - leap }[event.key];
  const to = far ?? keyTo(event.key, state.at, last(state) + 1, ["ArrowLeft", "ArrowDown"], ["ArrowRight", "ArrowUp"]);
  if (to === null) return;
  event.preventDefault();
  state.player.pause();
  move(state, Math.max(0, Math.min(last(state), to)));
  clearTimeout(state.timer);
  state.timer = setTimeout(() => tell(state), REST);
}

function drag(state, dragging) {
  state.dragging = dragging;
  state.frame.classList.toggle("dragging", dragging);
}

// Go to a saved moment: show it here, and let the other pictures follow.
function move(state, at) {
  if (at === state.at) return;
  state.at = at;
  show(state);
  const detail = { run: state.data.run, index: at, step: state.data.steps[at] };
  window.dispatchEvent(new CustomEvent("glassbox:time", { detail }));
}

function tell(state) {
  clearTimeout(state.timer);
  const step = state.data.steps[state.at];
  if (step === state.told) return;
  state.told = step;
  state.send("step", step);
}

function show(state) {
  const { steps, losses, total } = state.data;
  const [step, loss] = [steps[state.at], losses[state.at]];
  state.marker.style.left = `${across(state, step) * 100}%`;
  state.value.textContent = say("step of", { step, total });
  const words = loss === null ? "" : say("loss", { loss });
  state.track.setAttribute("aria-valuenow", step);
  const wrote = write(state);
  state.track.setAttribute("aria-valuetext", [state.value.textContent, words, wrote].filter(Boolean).join(", "));
  state.track.title = words;
}

// What the model wrote at the moment that is shown, literally, whatever it wrote; and which of the strip that is.
function write(state) {
  const { steps, strip, writes } = state.data;
  const text = writes?.texts[state.at];
  for (const [i, { firstElementChild: stop }] of [...state.strip.children].entries()) {
    if (strip[i] === state.at) stop.setAttribute("aria-current", "step");
    else stop.removeAttribute("aria-current");
  }
  if (!text) {
    state.when.textContent = "";
    state.text.replaceChildren();
    return "";
  }
  const when = say(writes.given ? "goes on" : "writes", { step: steps[state.at] });
  state.when.textContent = when;
  state.text.replaceChildren(...wording(writes.given, text));
  return `${when} ${writes.given}${text}`;
}

// The given words in grey, and what the model made of them.
const wording = (given, text) => [...(given ? [node("span", { class: "given" }, given)] : []), text];

// The buttons stay the same from update to update, so that the focus stays.
function showStrip(state) {
  const { steps, strip, writes } = state.data;
  state.written.hidden = !writes;
  state.written.classList.toggle("short", Boolean(writes?.given));
  state.strip.hidden = !strip.length;
  while (state.strip.children.length > strip.length) state.strip.lastElementChild.remove();
  while (state.strip.children.length < strip.length) {
    const stop = node("button", { type: "button" }, node("b"), node("span", { dir: "auto" }));
    const place = state.strip.children.length;
    stop.addEventListener("click", () => {
      state.player.pause();
      move(state, state.data.strip[place]);
      tell(state);
    });
    state.strip.append(node("li", {}, stop));
  }
  strip.forEach((at, i) => {
    const [when, text] = state.strip.children[i].firstElementChild.children;
    when.textContent = say("step", { step: steps[at] });
    text.textContent = writes.texts[at] || "…";
  });
}

function draw(state) {
  const { curve, steps, total } = state.data;
  const high = Math.max(...curve.map(([, loss]) => loss), 1e-9);
  const low = Math.min(...curve.map(([, loss]) => loss), high);
  const down = (loss) => (high === low ? 50 : ((high - loss) / (high - low)) * 100);
  const points = curve.map(([step, loss]) => `${(across(state, step) * 1000).toFixed(1)} ${down(loss).toFixed(1)}`);
  state.path.setAttribute("d", points.length ? `M${points.join("L")}` : "");
  state.stops.replaceChildren(...steps.map((step) => {
    const stop = node("i");
    stop.style.left = `${across(state, step) * 100}%`;
    return stop;
  }));
  state.track.setAttribute("aria-valuemin", steps[0]);
  state.track.setAttribute("aria-valuemax", steps[steps.length - 1]);
  state.value.style.minWidth = `${say("step of", { step: total, total }).length}ch`;
}

export default function ({ data, parentElement, setStateValue }) {
  const state = mounted(parentElement, build, data);
  const before = state.data;
  state.send = setStateValue;
  state.data = data;
  const moved = !before || before.run !== data.run || before.step !== data.step;
  const resting = !state.dragging && !state.player.playing;
  if (moved && resting) {
    state.at = Math.max(0, data.steps.indexOf(data.step));
    state.told = data.step;
  }
  state.at = Math.min(state.at, last(state));
  draw(state);
  showStrip(state);
  show(state);
  return state.unmount;
}
