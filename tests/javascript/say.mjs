// What assets/components/shared.js says, for the data that Python would send: {data, key, facts: [...]} -> a sentence for each.

import { readFileSync } from "node:fs";
import { shared } from "./shared.mjs";

const { data, key, facts } = JSON.parse(readFileSync(0, "utf-8"));
shared.learnWords(data);
console.log(JSON.stringify(facts.map((each) => shared.say(key, each))));
