// Small networks that run in the browser, and small pictures on a canvas. pages/kit/components.py puts this
// between shared.js and a component's own file; core/figures/networks.py packs what `unpack` reads.

// A line of JSON, a zero byte, then half-precision numbers; `networks` in the JSON says which of them belong to what.
function unpack(bytes) {
  const cut = bytes.indexOf(0);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, cut)));
  const raw = bytes.slice(cut + 1);
  const halves = new Uint16Array(raw.buffer, 0, raw.length >> 1);
  return { ...head, weights: Float32Array.from(halves, half) };
}

// IEEE 754 half precision: one bit for the sign, five for the power, ten for the fraction.
function half(bits) {
  const [sign, power, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  return sign * (power ? 2 ** (power - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
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

function nearest(steps, step) {
  return steps.reduce((best, s, i) => (Math.abs(s - step) < Math.abs(steps[best] - step) ? i : best), 0);
}

// A colour as three numbers; the theme's variables reach us as rgb(...) or #rrggbb.
function rgb(colour) {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

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
  const share = Math.min(1, Math.max(0, ink));
  return PAPER.map((paper, i) => paper + share * (INK[i] - paper));
}

// A difference: one hue where ink is missing, another where there is too much, paper where nothing is lost.
function paintDifference(canvas, values, missing, extra) {
  const side = Math.round(Math.sqrt(values.length));
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const pixels = new ImageData(side, side);
  values.forEach((value, i) => {
    const hue = value > 0 ? missing : extra;
    const share = Math.min(1, 1.6 * Math.abs(value));
    pixels.data.set([...PAPER.map((paper, c) => paper + share * (hue[c] - paper)), 255], 4 * i);
  });
  canvas.getContext("2d").putImageData(pixels, 0, 0);
}
