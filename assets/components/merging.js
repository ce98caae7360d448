// A tokenizer learning, merge by merge, forward and back. All moments are here: for each gap between two bytes the merge
// that closes it, and for each merge the pairs that competed. So nothing is asked of the server while it plays.

const SPEEDS = { "slow": 1100, "fast": 140, "fastest": 24 }; // milliseconds for a merge
const SPECIAL = 3; // so many ids stand before the 256 bytes

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, back: part(".back"), play: part(".play"), next: part(".next"), said: part(".time span"), slider: part(".time input"),
    speeds: part(".speeds"), what: part(".what"), count: part(".count"), chips: part(".chips"), pairs: part(".pairs"),
    spoken: part(".spoken"), data: null, send: null, at: 0, speed: "slow",
  };
  state.settle = rove(state.chips);
  state.back.addEventListener("click", () => { state.player.pause(); go(state, state.at - 1); });
  state.next.addEventListener("click", () => { state.player.pause(); go(state, state.at + 1); });
  state.player = player(state.play, {
    slider: state.slider, seek: (at) => go(state, at), pace: () => SPEEDS[state.speed],
    begin: () => { if (state.at >= state.data.merges.length) go(state, 0); },
    beat: () => {
      go(state, state.at + 1);
      return state.at < state.data.merges.length;
    },
  });
  for (const name of Object.keys(SPEEDS)) {
    const button = node("button", { type: "button", role: "radio", "aria-checked": String(name === state.speed), "data-stop": true, "data-speed": name, tabindex: name === state.speed ? 0 : -1 }, say(name));
    button.addEventListener("click", () => choose(state, name));
    state.speeds.append(button);
  }
  rove(state.speeds, (stop) => stop.click());
  state.chips.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip) state.send("pick", { panel: "bpe", id: chip.id_, start: chip.start, n: Date.now() });
  });
  state.close = () => state.player.pause();
  return state;
}

function choose(state, name) {
  state.speed = name;
  for (const button of state.speeds.children) button.setAttribute("aria-checked", button.dataset.speed === name);
  state.player.again();
}

// Every piece by its id, as bytes: the 256 bytes, and what each merge made of two.
function vocabulary(merges) {
  const pieces = Array.from({ length: 256 }, (_, byte) => [byte]);
  const ids = new Map(pieces.map((piece, i) => [piece.join(), SPECIAL + i]));
  const made = merges.map(([left, right]) => {
    const piece = [...pieces[left - SPECIAL], ...pieces[right - SPECIAL]];
    const name = piece.join();
    if (!ids.has(name)) { ids.set(name, SPECIAL + pieces.length); pieces.push(piece); }
    return ids.get(name);
  });
  return { pieces, ids, made };
}

function go(state, wanted) {
  const last = state.data.merges.length;
  state.at = Math.max(0, Math.min(last, wanted));
  state.slider.value = state.at;
  state.said.textContent = say("so many", { at: state.at, last });
  state.slider.setAttribute("aria-valuetext", state.said.textContent);
  state.back.disabled = state.at === 0;
  state.next.disabled = state.at === last;
  showText(state);
  showContest(state);
}

function showText(state) {
  const { data, at, words } = state;
  const held = state.chips.contains(state.chips.getRootNode().activeElement);
  const newest = at ? words.made[at - 1] : null;
  const chips = [];
  let start = 0;
  for (let i = 0; i < state.text.length; i++) {
    if (i + 1 < state.text.length && data.gaps[i] < at) continue;
    const piece = state.text.subarray(start, i + 1);
    const id = words.ids.get([...piece].join());
    const chip = chipOf(piece, id, "button");
    chip.classList.toggle("new", id === newest);
    chips.push(Object.assign(chip, { id_: id, start }));
    start = i + 1;
  }
  const scroll = state.chips.scrollTop;
  state.chips.replaceChildren(...chips);
  state.chips.scrollTop = scroll;
  state.settle();
  if (held) chips[0]?.focus();
  state.count.textContent = say("count", { bytes: state.text.length, tokens: chips.length });
}

function chipOf(piece, id, tag) {
  const bytes = Uint8Array.from(piece);
  const extra = tag === "button" ? { type: "button", "data-stop": true, tabindex: -1, "aria-label": say("chip", { text: spoken(bytes), id }) } : {};
  const made = node(tag, { class: "chip", dir: "auto", ...extra }, ...visible(bytes));
  made.classList.toggle("raw", readable(bytes) === null);
  made.style.setProperty("--hue", hue(id));
  return made;
}

const piece = (state, id) => state.words.pieces[id - SPECIAL];

// Before a merge: who competes for it. The picture shows the merge that comes next, and the one just made in words.
function showContest(state) {
  const { data, at } = state;
  const done = at ? data.merges[at - 1] : null;
  if (done) {
    const [left, right, count] = done;
    const id = state.words.made[at - 1];
    state.what.replaceChildren(...phrase("merged", { number: at, left: chipOf(piece(state, left), left, "span"),
      right: chipOf(piece(state, right), right, "span"), made: chipOf(piece(state, id), id, "span"), times: count }));
  } else {
    state.what.replaceChildren(say("first"));
  }
  const rivals = data.rivals[Math.min(at, data.rivals.length - 1)] ?? [];
  const most = rivals[0]?.[2] ?? 1;
  state.pairs.replaceChildren(...rivals.map(([left, right, count], i) => {
    const track = svgNode("svg", { "aria-hidden": "true" }, svgNode("rect", { class: "track", width: "100%", height: "100%", rx: 2 }),
      svgNode("rect", { class: "now", height: "100%", rx: 2, width: `${(100 * count) / most}%` }));
    return node("div", { class: i ? "pair" : "pair first" },
      node("span", {}, chipOf(piece(state, left), left, "span"), chipOf(piece(state, right), right, "span")), track, node("b", {}, grouped(count)));
  }));
}

export default function ({ data, parentElement, setStateValue }) {
  const state = mounted(parentElement, build, data);
  state.send = setStateValue;
  const key = JSON.stringify([data.text, data.merges.length, data.merges.at(-1)]);
  if (state.key !== key) {
    const fresh = state.key === undefined;
    Object.assign(state, { key, data, text: new TextEncoder().encode(data.text), words: vocabulary(data.merges) });
    state.slider.max = data.merges.length;
    go(state, fresh ? data.start : state.at);
  }
  return state.unmount;
}
