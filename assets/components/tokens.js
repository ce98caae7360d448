// A text cut in several ways, side by side. The text travels once, as bytes; each way is a list of ids and lengths.
// Only a part of a long text is drawn; one slider moves it in all panels. Pointing at a token marks the same bytes in
// the others.

const PART = 480; // bytes of the text that are drawn at once

// The text, then for each panel 32-bit ids and 16-bit lengths.
function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  const text = take("u1", head.bytes);
  const panels = head.panels.map((panel) => {
    const [ids, lengths] = [take("u4", panel.count), take("u2", panel.count)];
    const starts = new Uint32Array(panel.count + 1);
    lengths.forEach((length, i) => { starts[i + 1] = starts[i] + length; });
    return { ...panel, ids, starts };
  });
  return { ...head, text, panels };
}

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, bar: part(".part"), said: part(".part span"), slider: part(".part input"), ids: part(".ids input"),
    panels: part(".panels"), readout: part(".readout"), spoken: part(".spoken"), data: null, send: null, pin: null,
  };
  state.slider.addEventListener("input", () => show(state));
  state.ids.addEventListener("change", () => frame.classList.toggle("with-ids", state.ids.checked));
  hovers(state.panels, (event) => preview(state, event?.target.closest(".chip")), { on: "pointerover" });
  state.panels.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && preview(state, event.target));
  state.panels.addEventListener("click", (event) => choose(state, event.target.closest(".chip")));
  return state;
}

function newPanel(panel) {
  const chips = node("div", { class: "chips", role: "toolbar", "aria-label": say("chips", { name: panel.name }) });
  const track = svgNode("svg", { class: "long", "aria-hidden": "true" },
    svgNode("rect", { class: "all", width: "100%", height: "100%", rx: 2 }), svgNode("rect", { class: "now", height: "100%", rx: 2 }));
  const made = node("section", { class: "panel", "aria-label": panel.name },
    node("h4", {}, node("span", {}, panel.name), node("b", {})), node("p", { class: "quiet hint" }), track, chips);
  return Object.assign(made, { chips, track, settle: rove(chips) });
}

function show(state) {
  const { data } = state;
  const whole = data.text.length <= PART;
  const from = whole ? 0 : Number(state.slider.value);
  const to = Math.min(data.text.length, from + PART);
  state.bar.classList.toggle("whole", whole);
  state.said.textContent = whole ? say("whole") : say("part", { from: from + 1, to, bytes: data.text.length });
  const most = Math.max(1, ...data.panels.map((panel) => panel.count));
  data.panels.forEach((panel, p) => {
    const box = state.panels.children[p];
    const [first, last] = [firstAt(panel.starts, from), firstAt(panel.starts, to)];
    box.querySelector("b").textContent = say("count", { tokens: panel.count });
    box.querySelector(".hint").textContent = say(panel.unknown ? "rate with unknown" : "rate", { hint: panel.hint, letters: panel.rate, unknown: panel.unknown });
    box.track.lastElementChild.style.width = `${(100 * panel.count) / most}%`;
    const chips = [];
    for (let i = first; i < Math.min(panel.count, Math.max(last, first + (whole ? panel.count : 0))); i++) chips.push(chipOf(state, panel, p, i));
    const held = box.chips.contains(box.getRootNode().activeElement);
    box.chips.replaceChildren(...chips);
    box.settle();
    if (held) chips[0]?.focus();
  });
  mark(state, state.pin);
}

// The first token that starts at this byte or behind it.
function firstAt(starts, place) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] < place) low = middle + 1; else high = middle;
  }
  return low;
}

function chipOf(state, panel, p, i) {
  const id = panel.ids[i];
  const bytes = state.data.text.subarray(panel.starts[i], panel.starts[i + 1]);
  const made = node("button", { type: "button", class: "chip", "data-stop": true, tabindex: -1, dir: "auto" }, ...visible(bytes), node("small", {}, String(id)));
  made.classList.toggle("raw", readable(bytes) === null);
  if (id === 0) made.classList.add("unknown");
  made.style.setProperty("--hue", hue(id));
  made.setAttribute("aria-label", say(id === 0 ? "chip unknown" : "chip", { text: spoken(bytes), id }));
  return Object.assign(made, { token: { p, i, id, start: panel.starts[i], end: panel.starts[i + 1] } });
}

// ---- pointing and pinning ----

function preview(state, chip) {
  mark(state, chip?.token ?? state.pin);
}

function mark(state, token) {
  for (const chip of state.panels.querySelectorAll(".chip")) {
    const here = token !== null && chip.token.p === token.p && chip.token.i === token.i;
    chip.classList.toggle("at", here);
    chip.classList.toggle("same", token !== null && !here && chip.token.start < token.end && chip.token.end > token.start);
    chip.setAttribute("aria-pressed", Boolean(state.pin && chip.token.p === state.pin.p && chip.token.i === state.pin.i));
  }
  state.readout.textContent = token ? sentence(state, token) : say("point");
}

function sentence(state, token) {
  const bytes = state.data.text.subarray(token.start, token.end);
  const hex = [...bytes.subarray(0, 24)].map(inHex).join(" ");
  const more = bytes.length > 24 ? " …" : "";
  const name = state.data.panels[token.p].name;
  if (!bytes.length) return say("space", { name, id: token.id });
  return say(token.id === 0 ? "unknown" : "token", { name, text: spoken(bytes), id: token.id, bytes: bytes.length, hex: hex + more });
}

function choose(state, chip) {
  if (!chip) return;
  const { p, i, id, start } = chip.token;
  state.pin = chip.token;
  mark(state, state.pin);
  state.spoken.textContent = sentence(state, chip.token);
  state.send("pick", { panel: state.data.panels[p].key, id, start, place: i, n: Date.now() });
}

// The token that the page was opened with.
function pinned({ panels, picked: [key, id, start] }) {
  const p = panels.findIndex((panel) => panel.key === key);
  const i = p < 0 ? -1 : panels[p].ids.findIndex((one, place) => one === id && panels[p].starts[place] === start);
  return i < 0 ? null : { p, i, id, start, end: panels[p].starts[i + 1] };
}

export default function ({ data, parentElement, setStateValue }) {
  const state = mounted(parentElement, build, data);
  state.send = setStateValue;
  if (state.raw !== data) {
    const before = state.data;
    state.raw = data;
    state.data = unpack(data);
    const same = before && before.text.length === state.data.text.length && before.text.every((byte, i) => byte === state.data.text[i]);
    if (!same || before.learned !== state.data.learned) state.pin = null;
    if (!same) state.slider.value = 0;
    state.slider.max = Math.max(0, state.data.text.length - PART);
    state.slider.step = 60;
    if (!before || before.panels.length !== state.data.panels.length) state.panels.replaceChildren(...state.data.panels.map(newPanel));
    if (!before) state.pin = pinned(state.data);
    show(state);
  }
  return state.unmount;
}
