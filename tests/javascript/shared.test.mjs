// What assets/components/shared.js does without a picture: reading, playing, and telling one hand from another.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { shared } from "./shared.mjs";

class Element extends EventTarget {
  names = new Set();
  attributes = {};
  captured = new Set();
  classList = { add: (name) => this.names.add(name), toggle: (name, on) => (on ? this.names.add(name) : this.names.delete(name)) };
  setAttribute(name, value) { this.attributes[name] = value; }
  setPointerCapture(id) { this.captured.add(id); }
  hasPointerCapture(id) { return this.captured.has(id); }
  getBoundingClientRect() { return { left: 10, top: 20, width: 200, height: 100 }; }
  fire(type, more = {}) { this.dispatchEvent(Object.assign(new Event(type), more)); }
}
const touch = (id, more) => ({ pointerId: id, pointerType: "touch", button: 0, ...more });
const pencil = (id, more) => ({ pointerId: id, pointerType: "pen", button: 0, ...more });

const learn = (phrases) => shared.learnWords({ wording: JSON.stringify({ phrases }) });
learn({ play: "Play", pause: "Pause" });

// ---- what travels ----

const payload = (head, ...bytes) => Uint8Array.from([...new TextEncoder().encode(JSON.stringify(head)), 0, ...bytes]);

test("numbers are read in turn, wherever they start", () => {
  const { head, take } = shared.unpacked(payload({ odd: "é" }, 7, 1, 3, 2, 4, 255, 255, 9));
  assert.equal(head.odd, "é");
  assert.deepEqual([...take("u1", 1)], [7]);
  assert.deepEqual([...take("u2", 2)], [513, 1027]); // first the lowest byte of all, then the next one of all
  assert.deepEqual([...take("i2", 1)], [-1]);
  assert.deepEqual([...take("u1")], [9]);
  assert.deepEqual([...take("u1")], []);
});

test("a payload that breaks off says so instead of showing nothing", () => {
  assert.throws(() => shared.unpacked(payload({}, 1, 2, 3)).take("u2", 2), /ends at 6; u2/);
});

test("what is read can be changed without changing what travelled", () => {
  const bytes = payload({}, 1);
  shared.unpacked(bytes).take("u1")[0] = 5;
  assert.equal(bytes.at(-1), 1);
});

// ---- training time ----

test("the nearest moment, the earlier one of two that are as near", () => {
  assert.deepEqual([-5, 4, 5, 6, 1e9].map((step) => shared.nearest([0, 10, 100], step)), [0, 0, 0, 1, 2]);
});

test("a picture follows its own run's time and that of a slider for all", () => {
  const [seen, state] = [[], { data: null }];
  const end = shared.followTime(state, (at) => seen.push(at));
  const move = (run, step) => window.dispatchEvent(Object.assign(new Event("glassbox:time"), { detail: { run, step } }));
  move("a", 10);
  state.data = { run: "a", steps: [0, 10] };
  for (const run of ["a", "b", ""]) move(run, 9);
  state.data.run = "";
  move("b", 1);
  end();
  move("a", 1);
  assert.deepEqual(seen, [1, 1, 0]);
});

function playing(how) {
  mock.timers.enable({ apis: ["setInterval"] });
  const [button, slider, seen] = [new Element(), Object.assign(new Element(), { value: "4" }), []];
  const player = shared.player(button, {
    slider, pace: 100, beat: () => seen.push("beat"), stopped: () => seen.push("stopped"), seek: (at) => seen.push(at), ...how(seen),
  });
  return { button, slider, seen, player, wait: (time) => mock.timers.tick(time), end: () => mock.timers.reset() };
}

test("the button plays and pauses, and says which", () => {
  const { button, seen, wait, end } = playing(() => ({ says: () => "Play it" }));
  assert.equal(button.attributes["aria-label"], "Play it");
  button.fire("click");
  assert.equal(button.attributes["aria-label"], "Pause");
  assert.ok(button.names.has("playing"));
  wait(250);
  button.fire("click");
  wait(250);
  assert.deepEqual(seen, ["beat", "beat", "stopped"]);
  assert.equal(button.attributes["aria-label"], "Play it");
  assert.ok(!button.names.has("playing"));
  end();
});

test("it stops by itself after the last beat", () => {
  let left = 2;
  const { player, wait, end } = playing(() => ({ beat: () => --left > 0 }));
  player.play();
  wait(1000);
  assert.equal(left, 0);
  assert.equal(player.playing, false);
  end();
});

test("nothing plays where the beginning says so", () => {
  const { player, seen, wait, end } = playing(() => ({ begin: () => false }));
  player.play();
  wait(1000);
  assert.deepEqual([seen, player.playing], [[], false]);
  end();
});

test("while the page is hidden, time waits", () => {
  const { player, seen, wait, end } = playing(() => ({}));
  player.play();
  document.hidden = true;
  wait(1000);
  document.hidden = false;
  wait(100);
  assert.deepEqual(seen, ["beat"]);
  player.pause();
  end();
});

test("a hand on the slider pauses before it moves", () => {
  const { player, slider, seen, end } = playing(() => ({}));
  slider.fire("input");
  player.play();
  slider.fire("input");
  assert.deepEqual(seen, [4, "stopped", 4]);
  assert.equal(player.playing, false);
  end();
});

test("another pace counts at once, and only while it plays", () => {
  let pace = 1000;
  const { player, seen, wait, end } = playing(() => ({ pace: () => pace }));
  player.again();
  wait(5000);
  player.play();
  pace = 10;
  player.again();
  wait(35);
  assert.deepEqual(seen, ["beat", "beat", "beat"]);
  player.pause();
  end();
});

// ---- hands ----

function drawnOn(how = {}) {
  const [surface, seen] = [new Element(), []];
  const told = (what) => (event, dropped) => seen.push(`${what} ${event.pointerId}${dropped ? " dropped" : ""}`);
  shared.pad(surface, { down: told("down"), move: told("move"), up: told("up"), ...how });
  return { surface, seen };
}

test("a palm beside a pencil draws nothing", () => {
  const { surface, seen } = drawnOn();
  surface.fire("pointerdown", pencil(1));
  surface.fire("pointerdown", touch(2));
  surface.fire("pointermove", touch(2));
  surface.fire("pointermove", pencil(1));
  surface.fire("pointerup", touch(2));
  surface.fire("pointermove", pencil(1));
  surface.fire("pointerup", pencil(1));
  surface.fire("pointermove", pencil(1));
  assert.deepEqual(seen, ["down 1", "move 1", "move 1", "up 1"]);
});

test("a pencil takes over from a palm that came first, and what the palm began is dropped", () => {
  const { surface, seen } = drawnOn();
  surface.fire("pointerdown", touch(2));
  surface.fire("pointerdown", pencil(1));
  surface.fire("pointermove", touch(2));
  surface.fire("pointerup", touch(2));
  surface.fire("pointercancel", pencil(1));
  surface.fire("lostpointercapture", pencil(1));
  assert.deepEqual(seen, ["down 2", "up 1 dropped", "down 1", "up 1"]);
});

test("a second finger waits until the first has gone", () => {
  const { surface, seen } = drawnOn();
  for (const [type, id] of [["down", 1], ["down", 2], ["up", 1], ["move", 2], ["up", 2], ["down", 3]]) surface.fire(`pointer${type}`, touch(id));
  assert.deepEqual(seen, ["down 1", "up 1", "down 3"]);
});

test("the right button draws nothing, and neither does a pad that takes nothing now", () => {
  const { surface, seen } = drawnOn();
  surface.fire("pointerdown", { pointerId: 1, pointerType: "mouse", button: 2 });
  const closed = drawnOn({ takes: () => false });
  closed.surface.fire("pointerdown", touch(1));
  assert.deepEqual([...seen, ...closed.seen], []);
});

test("a finger draws on a pad and scrolls the page over what only follows it", () => {
  assert.deepEqual([...drawnOn().surface.names], ["drawn-on"]);
  assert.deepEqual([...drawnOn({ swipes: true }).surface.names], ["swipes"]);
});

test("a mouse and a pencil point; a finger does not, unless it may; a hand that draws does not point", () => {
  const [surface, either, seen] = [new Element(), new Element(), []];
  shared.hovers(surface, (event) => seen.push(event && event.pointerId));
  shared.hovers(either, (event) => seen.push(event && event.pointerId), { finger: true });
  surface.fire("pointermove", pencil(1));
  surface.fire("pointermove", touch(2));
  either.fire("pointermove", touch(3));
  surface.setPointerCapture(1);
  surface.fire("pointermove", pencil(1));
  surface.fire("pointerleave");
  assert.deepEqual(seen, [1, 3, null]);
  assert.deepEqual([...either.names], ["swipes"]);
});

test("where a pointer is, in pixels and in shares", () => {
  assert.deepEqual(shared.spot(new Element(), { clientX: 60, clientY: 95 }), { x: 50, y: 75, across: 0.25, down: 0.75 });
});

test("keys move within a row, and others do not", () => {
  const moves = ["ArrowLeft", "ArrowDown", "Home", "End", "a"].map((key) => shared.keyTo(key, 0, 3));
  assert.deepEqual(moves, [0, 1, 0, 2, null]);
});

// ---- words and colours ----

function saying(phrases, key, facts) {
  learn(phrases);
  return shared.say(key, facts);
}

test("places of a sentence are filled as in the lessons", () => {
  const cases = [
    ["{n}, {word}", { n: 1200, word: "ten" }, "1200, ten"],
    ["{n:,}", { n: 1234567 }, "1,234,567"],
    ["{x:.2f} and {x:.0f}", { x: 2.678 }, "2.68 and 3"],
    ["{a:.0%}, {b:.0%}, {c:.0%}, {d:.1%}, {e:.1%}", { a: 0.914, b: 0.001, c: 0.999, d: 0.0142, e: 0.0001 }, "91%, <1%, >99%, 1.4%, <0.1%"],
    ["{runs:one run is|# runs are} left", { runs: 1200 }, "1,200 runs are left"],
    ["{runs:one run is|# runs are} left", { runs: 1 }, "one run is left"],
    ["{{a}} {b}", { b: "{c}" }, "{a} {c}"],
    ["no place", undefined, "no place"],
  ];
  for (const [text, facts, said] of cases) assert.equal(saying({ text }, "text", facts), said);
});

test("a node in a sentence stays a node", () => {
  const bold = { node: true };
  learn({ text: "{who} asks {how:,}." });
  assert.deepEqual(shared.phrase("text", { who: bold, how: 1000 }), [bold, " asks 1,000."]);
});

test("words that are missing, a place that nothing fills and an unknown form are errors", () => {
  assert.throws(() => saying({}, "text"), /"text" are not among those/);
  assert.throws(() => saying({ text: "{a}" }, "text", { b: 1 }), /place \{a\} that nothing fills/);
  assert.throws(() => saying({ text: "{a:>8}" }, "text", { a: 1 }), /as \{:>8\}/);
});

test("on a page, what is missing is shown by its name and reported", () => {
  const seen = [];
  globalThis.reportError = (problem) => seen.push(problem.message);
  assert.equal(saying({ text: "{a}!" }, "text"), "{a}!");
  assert.equal(shared.say("other"), "other");
  delete globalThis.reportError;
  assert.equal(seen.length, 2);
});

test("words come before bytes, and the bytes are read as ever", () => {
  const line = new TextEncoder().encode(JSON.stringify({ phrases: { text: "früh" } }));
  const bytes = Uint8Array.from([...line, 0, ...payload({ side: 2 }, 1, 2)]);
  shared.learnWords(bytes);
  assert.equal(shared.say("text"), "früh");
  const { head, take } = shared.unpacked(bytes);
  assert.deepEqual([head, [...take("u1")]], [{ side: 2 }, [1, 2]]);
});

test("what is more than nothing is never called nothing", () => {
  assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(shared.percent), ["0", "<1", "50", ">99", "100"].map((text) => `${text}%`));
});

test("what is rounded to nothing has no sign, and what is no number stays that", () => {
  const nothing = [-0.001, -0, 0.001];
  assert.deepEqual(nothing.map((value) => shared.fixed(value, 2)), ["0.00", "0.00", "0.00"]);
  assert.deepEqual([-0.001, -0].map(shared.percent), ["0%", "0%"]);
  assert.deepEqual([-0.0001, -0.001].map((share) => shared.percentTo(share, 1)), ["0.0%", "-0.1%"]);
  assert.equal(shared.inLanguage(-0.001, { maximumFractionDigits: 2 }), "0");
  assert.equal(shared.inLanguage(-Infinity, {}), "-∞");
});

test("a mixture of two colours", () => {
  assert.deepEqual(shared.mixed([0, 100, 200], [100, 0, 200], 0.25), [25, 75, 200]);
});

test("cards in another order are the same cards, and every order comes", () => {
  const orders = new Set(Array.from({ length: 300 }, () => shared.shuffled([1, 2, 3]).join()));
  assert.equal(orders.size, 6);
  assert.ok([...orders].every((order) => order.split(",").sort().join() === "1,2,3"));
});
