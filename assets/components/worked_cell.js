// One attention weight worked through: the model's own numbers in six steps. Query, key, value and weight keep the hues
// that they have in the formula and in the code.

const number = (value) => value.toFixed(Math.abs(value) < 0.1 ? 3 : 2).replace("-", "\u2212");
const quote = (data, place) => `\u201c${data.tokens[place]}\u201d`;
const coloured = (hue, ...children) => node("b", { class: hue }, ...children);

// Numbers side by side as bars up and down from zero; `most` is the length of a whole bar.
function strip(name, values, hue, most) {
  const width = 100 / values.length;
  const picture = svgNode("svg", { viewBox: "0 0 100 40", preserveAspectRatio: "none", role: "img",
    "aria-label": `${name}: ${values.map(number).join(", ")}` });
  picture.append(svgNode("line", { x1: 0, x2: 100, y1: 20, y2: 20, stroke: "var(--line)", "vector-effect": "non-scaling-stroke" }));
  values.forEach((value, i) => {
    const high = 20 * Math.min(1, Math.abs(value) / (most || 1));
    const hit = svgNode("rect", { class: "hit", x: i * width, y: 0, width, height: 40 });
    hit.append(svgNode("title", {}, `number ${i + 1}: ${number(value)}`));
    picture.append(svgNode("rect", { x: i * width + width * 0.12, y: value < 0 ? 20 : 20 - high, width: width * 0.76,
      height: high, fill: `var(--${hue})` }), hit);
  });
  return node("div", { class: "strip" }, node("span", {}, name), picture);
}

// What each token that may be seen gets: a bar a token, the cell's own one in full.
function shares(data, values, text) {
  const most = Math.max(...values.map(Math.abs), 1e-9);
  const box = node("div", { class: "shares", tabindex: 0, role: "group", "aria-label": "Token by token" });
  values.forEach((value, j) => {
    const here = j === data.column ? "here" : "";
    const bar = node("i", { class: here });
    bar.style.width = `${(100 * Math.abs(value)) / most}%`;
    box.append(node("span", { class: here, dir: "auto" }, data.tokens[j]), bar, node("span", { class: `n ${here}` }, text(value)));
  });
  return box;
}

function step(title, words, sum, code, ...pictures) {
  return node("li", {}, node("div", {}, node("h4", {}, title), node("p", {}, ...words), node("p", { class: "sum" }, ...sum),
    node("code", {}, ...code)), node("div", { class: "picture" }, ...pictures));
}

const largest = (...lists) => Math.max(...lists.flat().map(Math.abs), 1e-9);

function steps(data) {
  const [row, column] = [quote(data, data.row), quote(data, data.column)];
  const values = largest(data.v, data.mixed);
  const K = data.q.length;
  return [
    step("Compare", [row, " asks with its ", coloured("q", "query"), ", ", column, " answers with its ", coloured("k", "key"),
      `: ${K} numbers each. Multiply them, number by number.`],
      [`${number(data.q[0])} × ${number(data.k[0])} = ${number(data.products[0])}, and so on`],
      [coloured("q", "q"), " * ", coloured("k", "k")],
      strip("query", data.q, "query", largest(data.q, data.k)), strip("key", data.k, "key", largest(data.q, data.k)),
      strip("product", data.products, "ink", largest(data.products))),
    step("Add up and scale", [`Add the ${K} products. Then divide by the square root of ${K}, so that wide heads do not shout.`],
      [coloured("q", "q"), " · ", coloured("k", "k"), ` = ${number(data.dot)},  ÷ ${number(data.root)} = ${number(data.score)}`],
      ["scores = ", coloured("q", "q"), " @ ", coloured("k", "k"), ".transpose(1, 2) * K**-0.5"]),
    step("Hide the future", [data.later ? `${data.later} later token${data.later > 1 ? "s get" : " gets"} the score −∞. Left are the scores of ${data.scores.length}.`
      : "This is the last token, so nothing comes later. Nothing has to be hidden."],
      [`${data.scores.length} scores stay`], ["scores + mask"], shares(data, data.scores, number)),
    step("Share out", ["Softmax turns scores into shares: take e to the power of each score, and divide by the sum of all."],
      [`e^${number(data.score)} ÷ ${number(data.powers)} = `, coloured("a", percent(data.weight))],
      [coloured("a", "attention"), " = scores.softmax(dim=-1)"], shares(data, data.weights, percent)),
    step("Take along", ["So much is taken of the ", coloured("v", "value"), " that ", column, " hands over."],
      [`${number(data.weight)} × ${number(data.v[0])} = ${number(data.taken[0])}, and so on`],
      [coloured("a", "attention"), " * ", coloured("v", "v")],
      strip("value", data.v, "value", values), strip("taken", data.taken, "value", values)),
    step("Hand on", [`The same is done for all ${data.weights.length} tokens that ${row} may see. Their sum is what this head says at ${row}.`],
      [`first number: ${number(data.mixed[0])}`],
      ["mixed = ", coloured("a", "attention"), " @ ", coloured("v", "v")], strip("output", data.mixed, "value", values)),
  ];
}

export default function ({ data, parentElement }) {
  const frame = parentElement.querySelector(".gb");
  frame.querySelector(".which").textContent =
    `Layer ${data.layer}, head ${data.head}: how much does ${quote(data, data.row)} take from ${quote(data, data.column)}?`;
  frame.querySelector("ol").replaceChildren(...steps(data));
}
