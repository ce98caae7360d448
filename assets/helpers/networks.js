// Small networks that run in the browser, and small pictures on a canvas. pages/kit/components.py puts this
// between shared.js and a component's own file; core/figures/networks.py packs what `unpack` reads.

// Half-precision numbers; `networks` in the JSON says which of them belong to what.
function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  return { ...head, weights: take("f2") };
}

const parameters = (layers) => layers.reduce((sum, [wide, high]) => sum + (wide + 1) * high, 0);

// One half of a network at one moment: matrices one after the other, zero instead of negative numbers between them.
function run(weights, start, layers, input, squash) {
  let [values, at] = [input, start];
  layers.forEach(([wide, high], depth) => {
    const next = new Float32Array(high);
    const bias = at + wide * high;
    for (let row = 0; row < high; row++) {
      let sum = weights[bias + row];
      for (let i = 0, w = at + row * wide; i < wide; i++, w++) sum += weights[w] * values[i];
      next[row] = depth < layers.length - 1 ? Math.max(0, sum) : squash ? 1 / (1 + Math.exp(-sum)) : sum;
    }
    values = next;
    at = bias + high;
  });
  return values;
}

const moment = (network, at) => network.start + Math.min(at, network.moments - 1) * network.size;
const encode = (data, network, at, picture) => run(data.weights, moment(network, at), network.encoder, picture, false);
const decode = (data, network, at, code) =>
  run(data.weights, moment(network, at) + parameters(network.encoder), network.decoder, code, network.squash);

// Follow the pen of a drawing: `drawn` gets its pixels, unless it is empty or not the drawing that this picture follows.
const followDrawing = (state, drawn) => hear("glassbox:drawing", ({ name, pixels }) => {
  if (state.data?.follows && name === state.data.follows && pixels.some(Boolean)) drawn(Float32Array.from(pixels));
});

// Grey values onto a small canvas of one pixel each. Ink is dark on paper in both themes: a picture stays what it is.
function paintPicture(canvas, values) {
  const side = Math.round(Math.sqrt(values.length));
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const pixels = new ImageData(side, side);
  values.forEach((ink, i) => pixels.data.set([...inkOnPaper(ink), 255], 4 * i));
  canvas.getContext("2d").putImageData(pixels, 0, 0);
}

const [PAPER, INK] = [[252, 251, 248], [28, 35, 51]];
function inkOnPaper(ink) {
  return mixed(PAPER, INK, Math.min(1, Math.max(0, ink)));
}

// A difference: one hue where ink is missing, another where there is too much, paper where nothing is lost.
function paintDifference(canvas, values, missing, extra) {
  const side = Math.round(Math.sqrt(values.length));
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const pixels = new ImageData(side, side);
  values.forEach((value, i) => {
    const hue = value > 0 ? missing : extra;
    const share = Math.min(1, 1.6 * Math.abs(value));
    pixels.data.set([...mixed(PAPER, hue, share), 255], 4 * i);
  });
  canvas.getContext("2d").putImageData(pixels, 0, 0);
}
