import { destination, pino } from "pino";
import type { Log } from "../../ports.ts";

/** Makes the log: one line of JSON each, on standard error. */
export function createLog(level = "info"): Log {
  return pino({ level, base: undefined }, destination({ fd: 2, sync: true }));
}
