// Real or fake? The learner judges faces beside two detectors: one that learned yesterday's fakes, one that learned these.

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, one: part(".one"), real: part(".real"), fake: part(".fake"), next: part(".next"), verdict: part(".verdict"),
    time: part(".time input"), output: part("output"), rows: { you: part(".you"), old: part(".old"), new: part(".new") },
    data: null, at: 0, deck: [], card: null, answered: false, score: null,
  };
  state.time.addEventListener("input", () => { state.at = Number(state.time.value); begin(state); });
  state.real.addEventListener("click", () => answer(state, true));
  state.fake.addEventListener("click", () => answer(state, false));
  state.next.addEventListener("click", () => deal(state));
  part(".again").addEventListener("click", () => begin(state));
  part(".card").addEventListener("keydown", (event) => {
    if (modified(event) || state.answered) return;
    const key = event.key.toLowerCase();
    const real = key === say("key real").toLowerCase();
    if (real || key === say("key fake").toLowerCase()) answer(state, real);
  });
  return state;
}

// A new game at this moment of the forger's training: all cards in a new order, no points.
function begin(state) {
  const moment = state.data.moments[state.at];
  const cards = ["real", "fake"].flatMap((kind) => moment[kind].logits[0].map((_, place) => (
    { kind, place, logits: moment[kind].logits.map((one) => one[place]) })));
  Object.assign(state, { deck: shuffled(cards), score: { you: [0, 0], old: [0, 0], new: [0, 0], asked: 0 } });
  state.output.textContent = say("step", { step: moment.step });
  state.time.setAttribute("aria-valuetext", state.output.textContent);
  deal(state, false);
}

function deal(state, focus = true) {
  if (!state.deck.length) return begin(state);
  state.card = state.deck.pop();
  state.answered = false;
  state.verdict.replaceChildren();
  const { kind, place } = state.card, size = state.data.pixels;
  const picture = state.data.moments[state.at][kind].pictures.subarray(place * size, (place + 1) * size);
  paintPicture(state.one, Float32Array.from(picture, (tone) => tone / 255));
  state.one.setAttribute("aria-label", say("one", { side: Math.sqrt(size) }));
  show(state);
  if (focus) state.real.focus();
}

function answer(state, real) {
  if (state.answered) return;
  state.answered = true;
  const { card, score } = state, truth = card.kind === "real";
  const says = { you: real, old: card.logits[0] > 0, new: card.logits[1] > 0 };
  score.asked += 1;
  for (const [who, said] of Object.entries(says)) {
    score[who] = said === truth ? [score[who][0] + 1, score[who][1] + 1] : [score[who][0], 0];
  }
  const told = (said) => `${say(said ? "says real" : "says fake")} ${said === truth ? "✓" : "✗"}`;
  state.verdict.replaceChildren(
    node("b", { class: real === truth ? "true" : "false" }, `${say(real === truth ? "answer right" : "answer wrong")} `),
    `${say(truth ? "was real" : "was fake")} `, say("detectors", { old: told(says.old), new: told(says.new) }));
  show(state);
  state.next.focus();
}

function show(state) {
  const { score, answered } = state;
  state.real.hidden = state.fake.hidden = answered;
  state.next.hidden = !answered;
  for (const [who, row] of Object.entries(state.rows)) {
    const cells = row.querySelectorAll("td");
    [score[who][0], score.asked, score[who][1]].forEach((value, i) => (cells[i].textContent = value));
  }
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (state.data?.id === data.id) return state.unmount;
  const kind = (one) => ({ ...one, pictures: fromLetters(one.pictures) });
  state.data = { ...data, moments: data.moments.map((one) => ({ ...one, real: kind(one.real), fake: kind(one.fake) })) };
  state.time.max = data.moments.length - 1;
  state.at = data.moments.length - 1;
  state.time.value = state.at;
  begin(state);
  return state.unmount;
}
