// The pencil of core/data/faces.py once more, line by line, so that a face follows the hand without asking the server.
// A test holds both pencils to the same pictures. Ink from 0 (paper) to 1; 24 × 24 pixels.

const FACE_SIDE = 24;
const FACE_PIXEL = 2 / FACE_SIDE;
const LEAN = 0.3; // radians at full tilt

// About how far a place lies outside (+) or inside (-) an ellipse.
function ellipse(x, y, cx, cy, rx, ry) {
  const [u, v] = [(x - cx) / rx, (y - cy) / ry];
  const far = Math.sqrt(u * u + v * v) + 1e-9;
  return (far - 1) / (Math.sqrt((u / rx) ** 2 + (v / ry) ** 2) / far + 1e-9);
}

const held = (value) => Math.min(1, Math.max(0, value));
const inside = (distance) => held(0.5 - distance / FACE_PIXEL);
const line = (distance, wide) => held(0.5 + (wide - Math.abs(distance)) / FACE_PIXEL) * Math.min(1, 0.35 + (2 * wide) / FACE_PIXEL);

// A face from its factors; those that are not given are 0: Bombo, short hair, no glasses, looking straight ahead.
function drawFace({ smile = 0, gaze = 0, tilt = 0, hair = 0, glasses = 0, light = 0, identity = 0 }) {
  const picture = new Float32Array(FACE_SIDE * FACE_SIDE);
  for (let p = 0; p < picture.length; p++) {
    const [x, y] = [p % FACE_SIDE, Math.floor(p / FACE_SIDE)].map((place) => (place + 0.5) * FACE_PIXEL - 1);
    picture[p] = inkAt(x, y, { smile, gaze, tilt, hair, glasses, light, identity });
  }
  return picture;
}

function inkAt(onX, onY, { smile, gaze, tilt, hair, glasses, light, identity }) {
  const of = (bombo, silvi) => bombo + (silvi - bombo) * identity;
  let ink = 0;
  const paint = (where, tone) => { ink += where * (tone - ink); };

  paint(inside(ellipse(onX, onY, 0, 1.08, of(0.78, 0.56), 0.32)), of(0.55, 0.8)); // shoulders
  const [cos, sin] = [Math.cos(tilt * LEAN), Math.sin(tilt * LEAN)];
  const x = onX * cos + (onY - 0.75) * sin;
  const y = (onY - 0.75) * cos - onX * sin + 0.75;
  const [wide, high, mane, down] = [of(0.66, 0.5), of(0.63, 0.71), of(0.82, 0.58), 0.1 + 0.72 * hair];
  const side = Math.abs(x);

  const behind = ellipse(x, y, 0, -0.12, wide + of(0.13, 0.12), high + 0.1);
  const hanging = Math.max(side - wide - of(0.1, 0.12), -0.15 - y, y - down);
  paint(inside(Math.min(behind + 2 * Math.max(0, y), hanging)), mane);
  paint(inside(ellipse(side, y, wide, 0.08, of(0.14, 0.08), of(0.17, 0.1))), 0.42); // ears
  const head = ellipse(x, y, 0, 0.02, wide, high);
  const skin = 0.22 - (0.2 * light * x) / wide;
  paint(inside(head), skin);
  paint(line(head, 0.03), 0.62);

  const eye = of(0.27, 0.21);
  const white = ellipse(side, y, eye, -0.04, of(0.15, 0.155), of(0.13, 0.155));
  paint(inside(white), 0.02);
  paint(line(white, 0.015), 0.5);
  const centre = (x < 0 ? -eye : eye) + 0.085 * gaze;
  paint(inside(ellipse(x, y, centre, -0.03, 0.085, 0.095)) * inside(white - 0.03), 1);
  const brow = y + of(0.25, 0.29) - 0.1 * (side - eye) * of(-1, 1) + of(0, 0.9) * (side - eye) ** 2;
  paint(line(Math.max(Math.abs(brow), side - eye - 0.17), of(0.055, 0.025)) * inside(Math.abs(side - eye) - 0.17), 0.9);
  paint(inside(ellipse(x, y, 0, of(0.2, 0.17), of(0.11, 0.05), of(0.09, 0.055))), skin + of(0.25, 0.3)); // nose

  const half = of(0.3, 0.25);
  const lips = y - of(0.4, 0.43) - smile * 0.17 * (1 - (x / half) ** 2) + 0.08 * smile;
  const within = inside(side - half);
  const laugh = held(2 * smile - 0.6); // a broad smile opens the mouth
  const upper = y - of(0.4, 0.43) + 0.08 * smile;
  paint(inside(Math.max(lips, -upper)) * within * laugh, 0.08);
  paint(line(Math.max(Math.abs(upper), side - half), 0.02) * laugh * within, 0.8);
  paint(line(lips / Math.sqrt(1 + ((2 * smile * 0.17 * x) / half ** 2) ** 2), 0.03) * within, 1);

  const tuft = of(0.09, 0) * Math.cos(x * 13) + of(0, 0.55) * Math.abs(x + 0.18) ** 1.2; // bushy, or parted at one side
  paint(inside(Math.max(ellipse(x, y, 0, -0.05, wide + 0.07, high + 0.09), y + of(0.34, 0.53) - tuft)), mane);

  const frame = line(ellipse(side, y, eye, -0.03, 0.215, 0.2), 0.045);
  const bridge = line(y + 0.06, 0.03) * inside(side - eye + 0.2);
  paint(Math.max(frame, bridge) * glasses, 0.88);
  return held(ink);
}

// ---- what a picture shows ----

const UNCLEAR = 0.09; // a picture shows no face whose nearest drawing is so far from it, as in core/studies/diffusion_films.py
const ENDS = { smile: [-1, 1], gaze: [-1, 1], tilt: [-1, 1], light: [-1, 1], hair: [0, 1], identity: [0, 1] };

// Which factors would draw this picture, and how far that drawing is from it (the root of the mean squared difference of a
// pixel). Found by drawing, as in core/measure/face_factors.py, but from fewer faces to begin with: those near to `guess`.
function factorsOf(picture, guess) {
  let best = { face: guess, away: Infinity };
  const attempt = (face) => {
    const drawn = drawFace(face);
    const away = Math.sqrt(drawn.reduce((sum, ink, p) => sum + (ink - picture[p]) ** 2, 0) / drawn.length);
    if (away < best.away) best = { face, away };
  };
  for (const identity of [0, 1]) for (const glasses of [0, 1]) for (const smile of [-0.8, -0.4, 0, 0.4, 0.8]) attempt({ ...guess, identity, glasses, smile });
  for (const reach of [0.3, 0.15, 0.08, 0.04]) {
    for (const [name, [low, high]] of Object.entries(ENDS)) {
      const from = best.face;
      for (const step of [-1, -0.5, 0.5, 1]) attempt({ ...from, [name]: Math.min(high, Math.max(low, from[name] + step * reach * (high - low))) });
    }
  }
  return best;
}
