// Reads a payload from the standard input, its head saying which numbers follow, and writes all of it as JSON.

import { readFileSync } from "node:fs";
import { shared } from "./shared.mjs";

const { head, take } = shared.unpacked(new Uint8Array(readFileSync(0)));
const spelled = (value) => (Number.isFinite(value) ? value : String(value));
const parts = head.parts.map(([kind, count]) => Array.from(take(kind, count ?? undefined), spelled));
process.stdout.write(JSON.stringify({ head, parts }));
