// Saves the picture that stands before this button as a PNG file, in the browser. A picture may be a component of ours
// (HTML and canvas, behind a shadow root) or a chart: it is copied with the styles it has right now into an SVG image,
// and that image is painted onto a canvas.

const PICTURES = ".stBidiComponent, .stPlotlyChart, .stEchartsChart";
const SMALLEST = 100; // pixels; less high is a button, not a picture
const SHARPNESS = 2;
const MARGIN = 16; // pixels of paper around it

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, (frame) => ({ button: frame.querySelector("button"), said: frame.querySelector("p") }));
  state.button.onclick = async () => {
    const picture = pictureBefore(state.button);
    state.said.textContent = picture ? "Picture saved." : "There is no picture here.";
    if (picture) save(await png(picture), `${data.name}.png`);
  };
  return state.unmount;
}

// The nearest picture that stands before the button in the page.
function pictureBefore(button) {
  const host = button.getRootNode().host ?? button;
  const before = [...document.querySelectorAll(PICTURES)].filter(
    (one) => one.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING && !one.contains(host)
      && one.getBoundingClientRect().height >= SMALLEST,
  );
  return before.at(-1);
}

async function png(picture) {
  const { width, height } = picture.getBoundingClientRect();
  const copy = copied(picture);
  copy.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
  const body = new XMLSerializer().serializeToString(copy);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`
    + `<style>${await fonts()}</style><foreignObject width="100%" height="100%">${body}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();

  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * MARGIN) * SHARPNESS;
  canvas.height = (height + 2 * MARGIN) * SHARPNESS;
  const context = canvas.getContext("2d");
  context.scale(SHARPNESS, SHARPNESS);
  context.fillStyle = inks(picture)("gb-paper");
  context.fillRect(0, 0, width + 2 * MARGIN, height + 2 * MARGIN);
  context.drawImage(image, MARGIN, MARGIN, width, height);
  return new Promise((done) => canvas.toBlob(done));
}

// An element with everything in it, shadow roots too, and with its computed style written on it. Canvases become images.
function copied(element) {
  const copy = element instanceof HTMLCanvasElement
    ? Object.assign(document.createElement("img"), { src: element.toDataURL() })
    : element.cloneNode(false);
  for (const name of ["id", "class", "style"]) copy.removeAttribute(name);
  const style = getComputedStyle(element);
  copy.setAttribute("style", [...style].map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  for (const child of (element.shadowRoot ?? element).childNodes) {
    if (child instanceof Element) {
      if (!child.matches("style, script, template") && getComputedStyle(child).display !== "none") copy.append(copied(child));
    } else if (child.nodeType === Node.TEXT_NODE) copy.append(child.cloneNode());
  }
  return copy;
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
