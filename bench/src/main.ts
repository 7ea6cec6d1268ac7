/** `npm run bench`: Facet beside its peers, in one run on one machine. */
import { reportDecisions } from "./decisions-report.ts";
import { reportEvents } from "./events-report.ts";
import { reportHttp } from "./http-report.ts";
import { reportKeywords } from "./keywords/report.ts";
import { reportState } from "./state-report.ts";

const PARTS: ReadonlyMap<string, () => void | Promise<void>> = new Map([
  ["decisions", reportDecisions],
  ["http", reportHttp],
  ["events", reportEvents],
  ["keywords", reportKeywords],
  ["state", reportState],
]);

const chosen = process.argv.slice(2);
const unknown = chosen.filter((part) => !PARTS.has(part));
if (unknown.length > 0) {
  console.error(
    `There is no part ${unknown.join(", ")}; there are ${[...PARTS.keys()].join(", ")}.`,
  );
  process.exitCode = 2;
} else {
  for (const [name, report] of PARTS) {
    if (chosen.length === 0 || chosen.includes(name)) await report();
  }
}
