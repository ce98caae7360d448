// Rows of grey pictures of one size, each row with its name: the same column is the same face, or the same digit.

function build(frame) {
  const state = { rows: frame.querySelector(".rows"), data: null, lines: [] };
  state.close = whenLooksChange(frame, () => state.data && paint(state));
  return state;
}

// The pictures, row by row, a byte a pixel.
function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  return { ...head, pixels: take("u1") };
}

function paint(state) {
  const { side, gap, across, rows, pixels } = state.data;
  const ink = inks(state.rows);
  rows.forEach((row, r) => {
    const shade = inkShades(ink("card"), ink(row.hue));
    const context = state.lines[r].getContext("2d");
    for (let i = 0; i < across; i++) {
      const image = new ImageData(side, side);
      for (let p = 0; p < side * side; p++) {
        const level = 4 * pixels[(r * across + i) * side * side + p];
        image.data.set(shade.subarray(level, level + 4), 4 * p);
      }
      context.putImageData(image, i * (side + gap), 0);
    }
  });
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (data !== state.bytes) {
    Object.assign(state, { bytes: data, data: unpack(data) });
    const { side, gap, across, rows } = state.data;
    state.lines = rows.map((row) => node("canvas", { width: across * (side + gap) - gap, height: side, role: "img", "aria-label": row.says }));
    state.rows.replaceChildren(...rows.map((row, r) => node("div", { class: "line" }, node("p", {}, row.name), state.lines[r])));
  }
  paint(state);
  return state.unmount;
}
