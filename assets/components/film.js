// A film of small pictures, one row a way of getting there; play, pause, or drag. The last frame rests, then it turns back.

const BEAT = 130; // milliseconds a frame

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = { frame, rows: part(".rows"), play: part(".play"), slider: part("input"), value: part(".value"), spoken: part(".spoken"), data: null, at: 0, way: 1 };
  state.player = player(state.play, {
    slider: state.slider, pace: BEAT, says: () => say("play the film"), begin: () => begin(state), beat: () => turn(state),
    seek: (at) => { state.at = at; show(state); },
  });
  state.close = () => state.player.pause();
  return state;
}

const last = ({ data }) => data.rows[0].frames.length - 1;

function begin(state) {
  if (state.at === last(state)) state.at = 0;
  state.way = 1;
  show(state);
}

function turn(state) {
  state.at += state.way;
  if (state.at >= last(state)) state.way = -1;
  if (state.at <= 0) state.way = 1;
  show(state);
}

function show(state) {
  state.slider.value = state.at;
  state.value.textContent = `${Math.round((100 * state.at) / Math.max(1, last(state)))}%`;
  state.slider.setAttribute("aria-valuetext", say("way", { share: state.value.textContent }));
  state.data.rows.forEach((row, i) => {
    const box = state.rows.children[i];
    paintPicture(box.querySelector(".now"), row.frames[state.at].map((tone) => tone / 255));
    box.querySelectorAll(".strip canvas").forEach((one) => one.classList.toggle("on", one.frame === state.at));
  });
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (JSON.stringify(data) !== JSON.stringify(state.data)) {
    state.player.pause();
    Object.assign(state, { data, at: 0 });
    state.slider.max = last(state);
    const stride = Math.max(1, Math.ceil(last(state) / 12));
    state.rows.replaceChildren(...data.rows.map((row) => {
      const strip = node("div", { class: "strip", "aria-hidden": "true" }, ...row.frames.flatMap((frame, i) => {
        if (i % stride && i !== last(state)) return [];
        const small = Object.assign(node("canvas"), { frame: i });
        paintPicture(small, frame.map((tone) => tone / 255));
        return [small];
      }));
      return node("div", { class: "row" }, node("canvas", { class: "now", role: "img", "aria-label": say("film", { name: row.name }) }),
        node("div", {}, node("p", { class: "quiet" }, row.name), strip));
    }));
  }
  state.data = data;
  if (state.rows.childElementCount) show(state);
  return state.unmount;
}
