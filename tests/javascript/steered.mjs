// Plays the pushes that come in the payload's head in assets/components/steered.js, and writes both worlds as JSON.

import { readFileSync } from "node:fs";
import "./shared.mjs"; // what a browser has

const asset = (name) => readFileSync(new URL(`../../assets/${name}.js`, import.meta.url), "utf-8");
const text = ["components/shared", "helpers/networks", "components/steered"].map(asset).join("\n");
const { unpack, moved, picture, dreamed, middle } = await import(
  `data:text/javascript,${encodeURIComponent(`${text}\nexport { unpack, moved, picture, dreamed, middle };`)}`
);
const data = unpack(new Uint8Array(readFileSync(0)));
let world = { place: data.place, speed: data.speed };
let seen = [picture(data, world.place)];
for (let i = 1; i < data.seen; i++) {
  world = moved(data, world, [0, 0]);
  seen.push(picture(data, world.place));
}
const places = [], pictures = [], middles = [];
for (const pushed of data.played) {
  world = moved(data, world, pushed);
  seen = [...seen.slice(1), dreamed(data, seen, pushed)];
  places.push(world.place);
  pictures.push([...seen.at(-1)]);
  middles.push(middle(seen.at(-1), data.side));
}
process.stdout.write(JSON.stringify({ places, pictures, middles }));
