// Saves the picture that stands before the pressed button as a file, in the browser: PNG for a document, SVG to be enlarged or
// taken apart. The buttons stand below every picture of the page, and this one script hears all of them. A picture may be a
// component of ours (HTML and canvas, behind a shadow root) or a chart. It is copied with the styles that it has right now
// into an SVG image; a PNG is that image, painted. Each file says where it is from: the page's question, the experiment, the
// open model with its step, and the address that shows the same again.

const PICTURES = ".stBidiComponent, .stEchartsChart";
const SENTENCE = "[class*='_says']"; // the component of a sentence that follows the training (pages/kit/exhibit.py)
const SMALLEST = 100; // pixels; less high is a button, not a picture
const SHARPNESS = 2;
const MARGIN = 16; // pixels of paper around it
const LINE = 16; // pixels from one line below it to the next
const PAINT = ( // what decides how a shape of an SVG looks
  "fill fill-opacity fill-rule stroke stroke-opacity stroke-width stroke-dasharray stroke-linecap stroke-linejoin opacity "
  + "visibility display overflow clip-path mask marker-end marker-start paint-order font-family font-size font-style font-weight "
  + "letter-spacing text-anchor dominant-baseline white-space transform transform-origin transform-box stop-color stop-opacity "
  + "shape-rendering vector-effect"
).split(" ");
const LETTER = 6.2; // pixels that a letter of those lines takes, about

export default function ({ data, parentElement }) {
  return mounted(parentElement, hearing, data).unmount;
}

function hearing(frame) {
  const said = frame.querySelector("p");
  async function press({ target }) {
    const button = target.closest(".gb-save button");
    if (!button) return;
    const kind = button.textContent;
    const picture = pictureBefore(button);
    said.textContent = picture ? say("saved", { kind }) : say("none");
    if (!picture) return;
    await /** @type {any} */ (picture.querySelector(".gb-chart"))?.draw(); // it may not be yet (chart.js)
    const drawing = await asSvg(picture);
    const file = kind === "SVG" ? new Blob([drawing.source], { type: "image/svg+xml" }) : await painted(drawing);
    save(file, `${button.parentElement.dataset.name}.${kind.toLowerCase()}`);
  }
  document.addEventListener("click", press);
  return { close: () => document.removeEventListener("click", press) };
}

// The nearest picture that stands before the button in the page.
function pictureBefore(button) {
  const before = [...document.querySelectorAll(PICTURES)].filter(
    (one) => one.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING && !one.contains(button)
      && one.getBoundingClientRect().height >= SMALLEST && !one.closest(SENTENCE),
  );
  return before.at(-1);
}

// The picture on its paper with the lines below it, as the text of an SVG file and its size in pixels.
async function asSvg(picture) {
  const box = picture.getBoundingClientRect();
  const said = caption(picture);
  const width = Math.ceil(box.width) + 2 * MARGIN;
  const lines = said.flatMap((line) => broken(line, (width - 2 * MARGIN) / LETTER));
  const height = Math.ceil(box.height) + 2 * MARGIN + lines.length * LINE;
  const ink = inks(picture);
  const drawing = svgNode("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  drawing.append(
    svgNode("title", {}, said[0]), svgNode("desc", {}, said.join("\n")), svgNode("style", {}, await fonts()),
    svgNode("rect", { width, height, fill: ink("gb-paper") }),
    svgNode("g", { transform: `translate(${MARGIN} ${MARGIN})` }, ...(drawn(picture, box) ?? [inHtml(picture, box)])),
    ...lines.map((line, i) => svgNode("text", {
      x: MARGIN, y: box.height + 2 * MARGIN + i * LINE, fill: ink("gb-soft"), "font-size": 12, "font-family": "'Source Sans', sans-serif",
    }, line)),
  );
  return { source: new XMLSerializer().serializeToString(drawing), width, height };
}

// Whence the picture is: the page's question and the experiment, the open model, the address.
function caption(picture) {
  const text = (selector, within = document) => within.querySelector(selector)?.innerText.trim() ?? "";
  const experiment = picture.closest("[class*='st-key-experiment_']");
  const title = [text("h1"), experiment ? text("h3", experiment) : ""].filter(Boolean).join(" · ");
  return [title, text(".st-key-status_line p"), location.href].filter(Boolean);
}

// A line in pieces of so many letters at most, so that a long address stands there whole.
const broken = (line, most) => line.match(new RegExp(`.{1,${Math.max(1, Math.floor(most))}}`, "gsu")) ?? [];

// A picture that is SVG and nothing else, in layers that lie where they lie on the page; null where HTML or canvas is in it.
function drawn(picture, box) {
  const layers = [...picture.querySelectorAll("svg")].filter((one) => !one.parentElement.closest("svg") && one.checkVisibility());
  const outside = document.createTreeWalker(picture, NodeFilter.SHOW_TEXT, (text) =>
    text.textContent.trim() && text.parentElement.checkVisibility() && !text.parentElement.closest("svg, style, script")
      ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
  if (picture.querySelector("canvas") || [...picture.querySelectorAll("*")].some((one) => one.shadowRoot)) return null;
  if (!layers.length || outside.nextNode()) return null;
  return layers.map((layer) => {
    const at = layer.getBoundingClientRect();
    const copy = copied(layer);
    for (const [name, value] of Object.entries({ x: at.x - box.x, y: at.y - box.y, width: at.width, height: at.height }))
      copy.setAttribute(name, value);
    return copy;
  });
}

// Any other picture: HTML inside the SVG, which browsers show, and drawing programs mostly do not.
function inHtml(picture, { width, height }) {
  return svgNode("foreignObject", { width, height }, copied(picture));
}

async function painted({ source, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SHARPNESS;
  canvas.height = height * SHARPNESS;
  const context = canvas.getContext("2d");
  context.scale(SHARPNESS, SHARPNESS);
  context.drawImage(image, 0, 0, width, height);
  return new Promise((done) => canvas.toBlob(done));
}

// An element with everything in it, shadow roots too, and with its computed style written on it. Canvases become images.
function copied(element) {
  const copy = element instanceof HTMLCanvasElement
    ? Object.assign(document.createElement("img"), { src: element.toDataURL() })
    : element.cloneNode(false);
  const inSvg = element instanceof SVGElement;
  for (const name of inSvg ? ["class", "style"] : ["id", "class", "style"]) copy.removeAttribute(name); // what is cut out goes by its id
  if (!inSvg) copy.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
  standsAt(element, copy);
  const style = getComputedStyle(element);
  copy.setAttribute("style", (inSvg ? PAINT : [...style]).map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  for (const child of (element.shadowRoot ?? element).childNodes) {
    if (child instanceof Element) {
      if (!child.matches("style, script, template") && getComputedStyle(child).display !== "none") copy.append(copied(child));
    } else if (child.nodeType === Node.TEXT_NODE) copy.append(child.cloneNode());
  }
  return copy;
}

// What a control stands at is no attribute of it, and only attributes are written down.
function standsAt(element, copy) {
  if (element instanceof HTMLInputElement) {
    copy.setAttribute("value", element.value);
    copy.toggleAttribute("checked", element.checked);
  } else if (element instanceof HTMLOptionElement) copy.toggleAttribute("selected", element.selected);
}

// The page's text font, written out, because an image cannot load one.
async function fonts() {
  const faces = [...document.styleSheets].flatMap(rules).filter(
    (rule) => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-family").includes("Source Sans")
      && rule.style.getPropertyValue("font-style") !== "italic",
  );
  return (await Promise.all(faces.slice(0, 1).map(writtenOut))).join("");
}

function rules(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // a sheet of another origin may not be read
  }
}

async function writtenOut(face) {
  const address = face.cssText.match(/url\("?([^")]+)"?\)/)?.[1];
  if (!address) return "";
  const bytes = new Uint8Array(await (await fetch(new URL(address, face.parentStyleSheet.href ?? document.baseURI))).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return face.cssText.replace(address, `data:font/woff2;base64,${btoa(text)}`);
}

function save(file, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
