// How a token came to be: two pieces were joined, each of which came to be the same way, down to single bytes or letters.

const build = (frame) => ({ title: frame.querySelector(".title"), tree: frame.querySelector(".tree") });

function branch({ bytes, id, rank, parts }) {
  const piece = Uint8Array.from(bytes);
  const chip = node("span", { class: "chip", dir: "auto" }, ...visible(piece));
  chip.classList.toggle("raw", readable(piece) === null);
  if (id === null) chip.classList.add("neutral");
  else chip.style.setProperty("--hue", hue(id));
  const made = node("div", { class: "node" }, chip);
  if (rank >= 0) made.append(node("small", {}, say("merge", { number: rank + 1 })));
  if (parts.length) made.append(node("div", { class: "parts" }, ...parts.map(branch)));
  return made;
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  state.title.textContent = data.title;
  state.tree.setAttribute("aria-label", data.sentence);
  state.tree.replaceChildren(branch(data.tree));
  return state.unmount;
}
