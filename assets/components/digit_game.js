// Real or made? The learner judges digits beside the discriminator, on the same pictures. The sheet shows one half of what
// the generator made of fixed noise; the game asks about the other half, and about real pictures that nobody trained on.

const SIDE = 8;

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, sheet: part(".sheet"), time: part(".time input"), output: part(".time output"), one: part(".one"), real: part(".real"),
    made: part(".made"), next: part(".next"), verdict: part(".verdict"), you: part(".you"), net: part(".net"), data: null, at: 0,
    deck: [], card: null, answered: false, score: null,
  };
  state.time.addEventListener("input", () => { state.at = Number(state.time.value); begin(state); });
  state.real.addEventListener("click", () => answer(state, true));
  state.made.addEventListener("click", () => answer(state, false));
  state.next.addEventListener("click", () => deal(state));
  part(".again").addEventListener("click", () => begin(state));
  part(".game").addEventListener("keydown", (event) => {
    if (modified(event)) return;
    const key = event.key.toLowerCase();
    const real = key === say("key real").toLowerCase();
    if (!state.answered && (real || key === say("key made").toLowerCase())) answer(state, real);
  });
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = still;
  return state;
}

const moment = (state) => state.data.moments[state.at];

// A new game at this moment of training: all cards in a new order, no points.
function begin(state) {
  const { judged_real, judged_made } = moment(state), half = judged_made.length / 2;
  const cards = [...judged_made.slice(half).map((logit, i) => ({ real: false, place: half + i, logit })),
    ...judged_real.slice(0, half).map((logit, i) => ({ real: true, place: i, logit }))];
  Object.assign(state, { deck: shuffled(cards), score: { you: [0, 0], net: [0, 0], asked: 0 } });
  deal(state, false);
}

function deal(state, focus = true) {
  if (!state.deck.length) return begin(state);
  state.card = state.deck.pop();
  state.answered = false;
  state.verdict.replaceChildren();
  show(state);
  paint(state);
  if (focus) state.real.focus();
}

function answer(state, real) {
  if (state.answered) return;
  state.answered = true;
  const { card, score } = state, netSays = card.logit > 0;
  score.asked += 1;
  for (const [who, right] of Object.entries({ you: real === card.real, net: netSays === card.real })) {
    score[who] = right ? [score[who][0] + 1, score[who][1] + 1] : [score[who][0], 0];
  }
  const right = real === card.real, chance = 1 / (1 + Math.exp(-card.logit));
  state.verdict.replaceChildren(
    node("b", { class: right ? "true" : "false" }, `${say(right ? "answer right" : "answer wrong")} `),
    `${say(card.real ? "was real" : "was made")} `, say(netSays === card.real ? "net right" : "net wrong", { chance }));
  show(state);
  state.next.focus();
}

function show(state) {
  const { score, answered } = state;
  state.real.hidden = state.made.hidden = answered;
  state.next.hidden = !answered;
  for (const who of ["you", "net"]) {
    const cells = state[who].querySelectorAll("td");
    [score[who][0], score.asked, score[who][1]].forEach((value, i) => (cells[i].textContent = value));
  }
}

// Pictures of 8 × 8 in the theme's ink, `across` beside each other.
function draw(canvas, pictures, first, count, across, gap) {
  const ink = inks(canvas), [dark, paper] = [rgb(ink("ink")), rgb(ink("card"))], cell = SIDE + gap, down = Math.ceil(count / across);
  canvas.width = across * cell + gap;
  canvas.height = down * cell + gap;
  const context = canvas.getContext("2d"), image = context.createImageData(canvas.width, canvas.height);
  for (let i = 0; i < canvas.width * canvas.height; i++) image.data.set([...paper, 255], 4 * i);
  for (let n = 0; n < count; n++) for (let p = 0; p < SIDE * SIDE; p++) {
    const x = gap + (n % across) * cell + (p % SIDE), y = gap + Math.floor(n / across) * cell + Math.floor(p / SIDE);
    const weight = pictures[(first + n) * SIDE * SIDE + p] / 255;
    image.data.set(mixed(paper, dark, weight), 4 * (y * canvas.width + x));
  }
  context.putImageData(image, 0, 0);
}

function paint(state) {
  const { pictures, step } = moment(state);
  draw(state.sheet, pictures, 0, pictures.length / (2 * SIDE * SIDE), 6, 1);
  state.sheet.setAttribute("aria-label", say("sheet", { step }));
  draw(state.one, state.card.real ? state.data.pictures : pictures, state.card.place, 1, 1, 0);
  state.one.setAttribute("aria-label", say("one"));
  state.output.textContent = say("step", { step });
  state.time.setAttribute("aria-valuetext", say("step", { step }));
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (state.data?.id === data.id) return state.unmount;
  state.data = { ...data, pictures: fromLetters(data.real), moments: data.moments.map((one) => ({ ...one, pictures: fromLetters(one.made) })) };
  state.time.max = data.moments.length - 1;
  state.at = data.moments.length - 1;
  state.time.value = state.at;
  begin(state);
  return state.unmount;
}
