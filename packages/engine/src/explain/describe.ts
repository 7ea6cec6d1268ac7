import type { Condition, DidTest, SignalTest, TimeTest } from "../condition/condition.ts";
import { describeTests } from "./describe-tests.ts";
import { writeClock, writeDuration, writeList, writeRange, writeScalar } from "./notation.ts";

const DAYS: readonly string[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/**
 * Writes a condition in the words of the rules language, on one line: `geo.city: Москва`,
 * `visits: 2..`, `did Guide Downloaded 1.. within 14d`, `any: [{ … }, { … }]`.
 */
export function describe(condition: Condition): string {
  switch (condition.op) {
    case "signal":
      return describeSignal(condition);
    case "segment":
      return `segment: ${writeScalar(condition.id)}`;
    case "did":
      return describeDid(condition);
    case "time":
      return `time: ${describeTime(condition)}`;
    case "constant":
      return condition.value ? "everybody" : "nobody";
    case "all":
      return describeAll(condition.of);
    case "any":
      return `any: [${condition.of.map(inBraces).join(", ")}]`;
    case "not":
      return `not: ${inBraces(condition.of)}`;
    case "orUnknown":
      return `${describe(condition.of)} (or unknown)`;
  }
}

/** Parts with different keys as one mapping, others as a list under `all`. */
function describeAll(parts: readonly Condition[]): string {
  const keys = parts.map(keyOf);
  const isMapping = keys.length > 0 && !keys.includes("all") && new Set(keys).size === keys.length;
  if (isMapping) return parts.map(describe).join(", ");
  return `all: [${parts.map(inBraces).join(", ")}]`;
}

function keyOf(condition: Condition): string {
  if (condition.op === "signal") return condition.path.join(".");
  return condition.op === "did" ? `did ${condition.event}` : condition.op;
}

function inBraces(condition: Condition): string {
  return `{ ${describe(condition)} }`;
}

function describeSignal(signal: SignalTest): string {
  if (signal.text !== undefined) return signal.text;
  const tests = describeTests(signal.tests, {
    describe: inBraces,
    ...(signal.orUnknown === true ? { orUnknown: true } : {}),
  });
  return `${signal.path.join(".")}: ${tests}`;
}

function describeDid(did: DidTest): string {
  const within = did.withinMs === undefined ? "" : ` within ${writeDuration(did.withinMs)}`;
  const orUnknown = did.orUnknown === true ? " orUnknown" : "";
  return `did ${did.event} ${writeRange(did.min, did.max)}${within}${orUnknown}`;
}

function describeTime(time: TimeTest): string {
  const parts: string[] = [];
  if (time.days) parts.push(`days: ${writeList(time.days.map((day) => DAYS[day] ?? String(day)))}`);
  if (time.from !== undefined) parts.push(`from: "${writeClock(time.from)}"`);
  if (time.to !== undefined) parts.push(`to: "${writeClock(time.to)}"`);
  if (time.zone !== undefined) parts.push(`zone: ${writeScalar(time.zone)}`);
  return `{ ${parts.join(", ")} }`;
}
