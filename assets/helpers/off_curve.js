// How far off something was, picture after picture, as a small curve; what is farther than it is high lies at its upper edge.

/**
 * @param {HTMLCanvasElement} canvas @param {number[]} off in pixels @param {number} pictures that it has room for
 * @param {number} most pixels at its upper edge
 */
function offCurve(canvas, off, pictures, most) {
  const width = canvas.clientWidth || 300, height = canvas.clientHeight || 60, pad = 6;
  const context = sharp(canvas, width, height, false), ink = inks(canvas);
  const x = (/** @type {number} */ i) => pad + (i / (pictures - 1)) * (width - 2 * pad);
  const y = (/** @type {number} */ far) => height - pad - (Math.min(far, most) / most) * (height - 2 * pad);
  context.strokeStyle = ink("line");
  context.beginPath();
  context.moveTo(0, height - pad + 0.5);
  context.lineTo(width, height - pad + 0.5);
  context.stroke();
  context.strokeStyle = context.fillStyle = ink("made");
  context.lineWidth = 2;
  context.beginPath();
  off.forEach((far, i) => context.lineTo(x(i), y(far)));
  context.stroke();
  return { context, x, y };
}
