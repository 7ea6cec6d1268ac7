import type { LogEntry } from "../../store.ts";
import { padTime } from "./time.ts";

/*
 * A line of a log: when it was written by the server's clock (16 digits of microseconds and 4 of its
 * place in the batch), when it was received (16 digits), the digest of the name it came under (22
 * characters), and the entry as JSON. Scripts sort and choose lines by these places.
 */

const RECEIVED_AT = 20;
const NAME_AT = 36;
const ENTRY_AT = 58;

/** What a line consists of behind the time that it is written at, which the server adds. */
export function toLineRest(tag: string, entry: LogEntry): string {
  return `${padTime(entry.receivedAt)}${tag}${JSON.stringify(entry)}`;
}

/** The entry of a line. */
export function parseLine(line: string): LogEntry {
  const entry: LogEntry = JSON.parse(line.slice(ENTRY_AT));
  return entry;
}

/** Digest of the name that the entry of a line came under. */
export function nameOfLine(line: string): string {
  return line.slice(NAME_AT, ENTRY_AT);
}

/** When the entry of a line was received, epoch milliseconds. */
export function receivedAtOfLine(line: string): number {
  return Number(line.slice(RECEIVED_AT, NAME_AT));
}

/** Puts lines of several logs into the order they were written in. */
export function sortLines(lines: readonly string[]): string[] {
  return lines.toSorted((a, b) => {
    const [first, second] = [a.slice(0, RECEIVED_AT), b.slice(0, RECEIVED_AT)];
    if (first === second) return 0;
    return first < second ? -1 : 1;
  });
}
