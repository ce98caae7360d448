// A molecule as it is drawn: lines are bonds, a corner without a letter is a carbon. Sizes are those of `Shape` in
// core/measure/molecule_properties.py: a bond is 100 long.

const MARGIN = 70;
const LEAST = [520, 380]; // a small molecule is not blown up to fill the picture
const ASIDE = 9; // from the middle of a double bond to each of its lines

/** The drawing, with words for those who hear it. @param {{atoms: any[], bonds: any[]}} shape @param {string} name */
function molecule(shape, name) {
  const { atoms, bonds } = shape;
  const wide = Math.max(...atoms.map(([, x]) => x)) + 2 * MARGIN;
  const high = Math.max(...atoms.map(([, , y]) => y)) + 2 * MARGIN;
  const [width, height] = [Math.max(wide, LEAST[0]), Math.max(high, LEAST[1])];
  const drawing = svgNode("svg", { class: "molecule", role: "img", "aria-label": name, viewBox: `${(wide - width) / 2 - MARGIN} ${(high - height) / 2 - MARGIN} ${width} ${height}` });
  for (const [from, to, lines] of bonds) {
    const [[, x1, y1], [, x2, y2]] = [atoms[from], atoms[to]];
    const far = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [across, down] = [((y1 - y2) / far) * ASIDE, ((x2 - x1) / far) * ASIDE];
    for (const side of [[0], [-1, 1], [-1.6, 0, 1.6]][lines - 1]) {
      drawing.append(svgNode("line", { x1: x1 + side * across, y1: y1 + side * down, x2: x2 + side * across, y2: y2 + side * down }));
    }
  }
  for (const [letters, x, y] of atoms) {
    if (letters) drawing.append(svgNode("text", { x, y: y + 18 }, letters.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)])));
  }
  return drawing;
}

/** @param {{atoms: any[]}} shape */
const saidOf = (shape) => say("drawing", { atoms: shape.atoms.length });
