// A figure of Plotly's (core/figures/chart.py). plotly.js is the largest script that a page can need, so it is loaded when a
// figure comes near the window or is asked for; until then the figure's place is held at its height. What is shown is drawn
// anew only where it changed, and only while somebody is near. One that follows the slider of training time has a frame for
// every saved moment: what is other there than in the figure that came.

const SCRIPT = "/static/vendor/plotly-figures-4.1.1.min.js"; // server/vendor.py
const NEAR = "400px 0px"; // so far above and below the window it begins
const NARROWEST = 150; // pixels
const PLAIN = { displayModeBar: false };

// Once for all figures of the page, and for one that stands there before Streamlit does (first_page/early_picture.js).
const COMING = "glassboxPlotly";
/** @returns {Promise<any>} */
const library = () => Reflect.get(window, COMING) ?? coming(new Promise((done, failed) => {
  const script = node("script", { src: SCRIPT });
  script.addEventListener("load", () => done(/** @type {any} */ (window).Plotly));
  script.addEventListener("error", () => {
    coming(undefined); // whoever asks again may have more luck
    script.remove();
    failed(new Error(SCRIPT));
  });
  document.head.append(script);
}));
/** @param {any} library */
function coming(library) {
  Reflect.set(window, COMING, library);
  return library;
}

// What leads from the figure that came to the moment that is to be seen; read once it is asked for.
function momentOf(film) {
  if (!film.data) return [];
  film.frames ??= JSON.parse(film.told);
  return film.frames[film.at];
}

// The figure with these changes: each is a path into it and what stands there, or the path alone where nothing does.
function changed(figure, changes) {
  for (const [path, ...there] of changes) {
    const last = path[path.length - 1];
    const part = path.slice(0, -1).reduce((inner, key) => inner[key], figure);
    if (there.length) part[last] = there[0];
    else delete part[last];
  }
  return figure;
}

function build(frame) {
  let place = frame.querySelector(".gb-chart");
  const width = () => Math.max(NARROWEST, place.clientWidth);
  let told = ""; // the figure as it came,
  let shown = ""; // as it was drawn last,
  let wide = 0; // and how wide
  let near = false;
  let closed = false;
  const film = { data: null, told: "", frames: null, alt: "", at: 0, asked: 0 }; // its moments, and the one to be seen,
  let drawn = -1; // and the one that is
  let drawing = Promise.resolve(); // all that was asked for so far

  // Draw what is not drawn yet, one at a time: plotly.js works on after it was called, and a figure that is changed or thrown
  // away meanwhile makes it fail. Fulfilled when it is seen, or cannot be.
  const next = (step) => (drawing = drawing.catch(() => {}).then(step));
  const draw = () => next(drawNow);
  async function drawNow() {
    const Plotly = await library().catch(() => null);
    if (closed || !place.clientWidth) return;
    if (!Plotly) return void (place.textContent = place.getAttribute("aria-label"));
    if (!shown) await takeOver();
    const same = shown === told && drawn === film.at;
    if (same && wide === width()) return;
    if (!shown) place.replaceChildren();
    [shown, drawn, wide] = [told, film.at, width()];
    if (same) return void (await Plotly.relayout(place, { width: wide }));
    const { data, layout } = changed(JSON.parse(told), momentOf(film));
    await Plotly.react(place, data, { ...layout, width: wide }, PLAIN);
  }
  // Where the same figure was drawn before Streamlit was there (first_page/early_picture.js), that one moves here: plotly.js takes
  // a slow computer seconds to draw it anew.
  async function takeOver() {
    const early = /** @type {any} */ (document.querySelector(".gb-early .gb-chart"));
    if (!early || early === place || closed || early.told() !== told) return;
    await early.draw();
    if (closed || !early.closest(".gb-early") || early.told() !== told) return;
    [shown, drawn, wide] = [told, film.at, early.clientWidth];
    for (const one of [sight, size]) one.unobserve(place);
    place.replaceWith(early);
    place = early;
    mine();
    describe();
    for (const one of [sight, size]) one.observe(place);
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
  const followed = followTime(film, (at) => {
    film.at = at;
    describe();
    film.asked ||= requestAnimationFrame(() => {
      film.asked = 0;
      drawIfNear();
    });
  });
  const describe = () => {
    const alt = film.data?.alts[film.at] ?? film.alt;
    if (alt) filled(place, { role: "figure", "aria-label": alt });
  };
  const mine = () => Object.assign(place, { draw, told: () => told }); // for whoever needs the whole picture (save_picture.js)
  mine();

  return {
    show(data) {
      const { head, take } = unpacked(data);
      const text = (count) => new TextDecoder().decode(take("u1", count));
      told = text(head.bytes);
      Object.assign(film, { data: head.film ?? null, told: head.film ? text() : "", frames: null, alt: head.alt });
      film.at = film.data ? film.data.steps.indexOf(film.data.step) : 0;
      place.style.height = `${head.height}px`;
      describe();
      drawIfNear();
    },
    close() {
      closed = true;
      sight.disconnect();
      size.disconnect();
      printed();
      followed();
      cancelAnimationFrame(film.asked);
      next(() => { if (shown && place.draw === draw) /** @type {any} */ (window).Plotly.purge(place); }); // and nobody took it over
    },
  };
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  state.show(data);
  return () => state.unmount();
}
