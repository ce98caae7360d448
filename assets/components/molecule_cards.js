// Molecules as cards: a drawing and what is said of it; where there is a second one on the card, it is of the data.

function build(frame) {
  return { cards: frame.querySelector(".cards"), key: "" };
}

const drawn = ({ shape, says }, kind) => node("div", { class: kind },
  shape ? molecule(shape, saidOf(shape)) : node("p", { class: "none" }, "✗"), ...says.map((line) => node("p", {}, line)));

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const key = JSON.stringify([data.cards, data.wording]);
  if (state.key !== key) {
    state.key = key;
    state.cards.replaceChildren(...data.cards.map(({ one, other }) => node("li", {}, drawn(one, "made"), ...(other ? [drawn(other, "data")] : []))));
  }
  return state.unmount;
}
