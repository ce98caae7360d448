// A figure of Plotly's (core/figures/chart.py). plotly.js is the largest script that a page can need, so it is loaded when a
// figure comes near the window or is asked for; until then the figure's place is held at its height. What is shown is drawn
// anew only where it changed, and only while somebody is near.

const SCRIPT = "/static/vendor/plotly-cartesian-4.1.1.min.js"; // server/vendor.py
const NEAR = "400px 0px"; // so far above and below the window it begins
const NARROWEST = 150; // pixels
const PLAIN = { displayModeBar: false };

/** @type {Promise<any> | undefined} for all figures of the page */
let coming;
const library = () => (coming ??= new Promise((done, failed) => {
  const script = node("script", { src: SCRIPT });
  script.addEventListener("load", () => done(/** @type {any} */ (window).Plotly));
  script.addEventListener("error", () => {
    coming = undefined; // whoever asks again may have more luck
    script.remove();
    failed(new Error(SCRIPT));
  });
  document.head.append(script);
}));

function build(frame) {
  const place = frame.querySelector(".gb-chart");
  const width = () => Math.max(NARROWEST, place.clientWidth);
  let told = ""; // the figure as it came,
  let shown = ""; // as it was drawn last,
  let wide = 0; // and how wide
  let near = false;
  let closed = false;

  // Draw what is not drawn yet. Fulfilled when it is seen, or cannot be.
  async function draw() {
    const Plotly = await library().catch(() => null);
    if (closed || !place.clientWidth || (shown === told && wide === width())) return;
    if (!Plotly) return void (place.textContent = place.getAttribute("aria-label"));
    const same = shown === told;
    if (!shown) place.replaceChildren();
    [shown, wide] = [told, width()];
    if (same) return void (await Plotly.relayout(place, { width: wide }));
    const { data, layout } = JSON.parse(told);
    await Plotly.react(place, data, { ...layout, width: wide }, PLAIN);
  }
  const drawIfNear = () => { if (near) draw(); };

  const sight = new IntersectionObserver((seen) => {
    near = seen[seen.length - 1].isIntersecting;
    drawIfNear();
  }, { root: place.closest("[data-testid=stMain]"), rootMargin: NEAR }); // which is what scrolls
  const size = new ResizeObserver(drawIfNear);
  sight.observe(place);
  size.observe(place);
  const printed = hear("beforeprint", draw);
  place.draw = draw; // for whoever needs the whole picture (save_picture.js)

  return {
    show(data) {
      const { head, take } = unpacked(data);
      told = new TextDecoder().decode(take("u1"));
      place.style.height = `${head.height}px`;
      if (head.alt) filled(place, { role: "figure", "aria-label": head.alt });
      drawIfNear();
    },
    close() {
      closed = true;
      sight.disconnect();
      size.disconnect();
      printed();
      if (shown) /** @type {any} */ (window).Plotly.purge(place);
    },
  };
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  state.show(data);
  return () => state.unmount();
}
