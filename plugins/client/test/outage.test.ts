import { expect, test } from "vitest";
import { createOutageGuard, FacetError } from "@facet/client/calls";
import type { OutageGuard } from "@facet/client/calls";

/** A guard, what it said, and its clock. */
function watched(): { guard: OutageGuard; lines: string[]; pass: (ms: number) => void } {
  const lines: string[] = [];
  let at = 0;
  const guard = createOutageGuard({
    api: "http://facet.example",
    meanwhile: "pages show their default content",
    log: (line) => void lines.push(line),
    now: () => at,
  });
  return { guard, lines, pass: (ms) => void (at += ms) };
}

const late = (ms: number): FacetError => new FacetError("TIMEOUT", `no answer within ${ms} ms`);
const refused = (detail: string): FacetError =>
  new FacetError("STATUS", `answered 401: ${detail}`, { status: 401 });

test("an outage whose reason stays the same is told once", () => {
  const { guard, lines, pass } = watched();
  for (const ms of [60, 41, 60]) {
    guard.failed(late(ms));
    pass(9_000);
  }
  expect(lines).toEqual([
    "facet: http://facet.example no answer within 60 ms; pages show their default content until it answers",
  ]);
});

test("a reason that takes the place of another is told too, each once", () => {
  const { guard, lines } = watched();
  for (const error of [late(60), refused("no such key"), late(60), refused("it has expired")]) {
    guard.failed(error);
  }
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/answered 401: no such key/u);
});

test("reasons that never repeat do not fill the log", () => {
  const { guard, lines } = watched();
  for (let call = 0; call < 1_000; call++) guard.failed(new Error(`fault ${call}`));
  expect(lines).toHaveLength(8);
});

test("the next outage is told anew", () => {
  const { guard, lines, pass } = watched();
  guard.failed(late(60));
  pass(10_000);
  guard.failed(late(60));
  expect(lines).toHaveLength(2);
});
