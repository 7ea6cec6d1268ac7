import { describe, expect, test } from "vitest";
import { createProgress } from "../src/terminal/progress.ts";

function watched(columns = 100) {
  const lines: string[] = [];
  const clock = { now: 0 };
  const terminal = { columns, status: (line: string) => void lines.push(line) };
  return { lines, clock, progress: createProgress("report.csv", terminal, () => clock.now) };
}

describe("a progress bar", () => {
  test("shows how far the work is and how long it will take", () => {
    const { lines, clock, progress } = watched();
    clock.now = 5_000;
    progress.update(0.25, "1,000 rows");
    expect(lines).toEqual(["report.csv ████████░░░░░░░░░░░░░░░░░░░░░░ 25%  1,000 rows, 15 s left"]);
    progress.end();
    expect(lines.at(-1)).toBe("");
  });

  test("tells what is done where nobody knows how much there is", () => {
    const { lines, clock, progress } = watched();
    clock.now = 5_000;
    progress.update(undefined, "1,000 rows");
    expect(lines).toEqual(["report.csv  1,000 rows"]);
  });

  test("stays away where the work is over in a moment", () => {
    const { lines, clock, progress } = watched();
    clock.now = 200;
    progress.update(0.9, "10 rows");
    progress.end();
    expect(lines).toEqual([]);
  });

  test("is not drawn more often than anybody can see, nor wider than the line", () => {
    const { lines, clock, progress } = watched(30);
    for (let i = 0; i < 1_000; i += 1) {
      clock.now = 1_000 + i;
      progress.update(i / 1_000, "rows");
    }
    expect(lines.length).toBeLessThanOrEqual(11);
    for (const line of lines) expect([...line].length).toBeLessThan(30);
  });

  test("is silent where nobody watches", () => {
    const clock = { now: 0 };
    const progress = createProgress("report.csv", { columns: 80 }, () => clock.now);
    clock.now = 9_000;
    progress.update(0.5, "rows");
    progress.end();
  });
});
