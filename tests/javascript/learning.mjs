// What assets/components/learning.js reads out for {data, run, asked: [[step, technical], ...]} -> a sentence for each.

import { readFileSync } from "node:fs";
import "./shared.mjs"; // what a browser has

const asset = (name) => readFileSync(new URL(`../../assets/components/${name}.js`, import.meta.url), "utf-8");
const text = `${asset("shared")}\n${asset("learning")}\nexport { learnWords, numbers };`;
const { learnWords, numbers } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
const { data, run, asked } = JSON.parse(readFileSync(0, "utf-8"));
learnWords(data);
console.log(JSON.stringify(asked.map(([step, technical]) => numbers(run, step, technical))));
