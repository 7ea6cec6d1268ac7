import { describe, expect, it } from "vitest";
import { SIGNALS, findSignal, signalPath } from "../src/signals.ts";

describe("the built-in signals", () => {
  it("have names of their own and a line for people", () => {
    expect(new Set(SIGNALS.map(({ name }) => name)).size).toBe(SIGNALS.length);
    for (const { name, description } of SIGNALS) expect(description, name).toMatch(/^\S.+\.$/);
  });

  it("are found by name, families by any name in them", () => {
    expect(findSignal("geo.city")?.fold).toBe(true);
    expect(findSignal("traits.role")?.type).toBe("any");
    expect(findSignal("url.query.utm.x")?.type).toBe("string");
    expect(findSignal("scores.trail")?.type).toBe("number");
    for (const name of ["traits", "traits.", "traits.*", "geo", "nothing", "constructor"]) {
      expect(findSignal(name), name).toBeUndefined();
    }
  });

  it("leave conditions of their own out", () => {
    for (const name of ["segment", "did", "time"]) expect(findSignal(name)).toBeUndefined();
  });

  it("take the name of a URL parameter as one step", () => {
    expect(signalPath("url.query.a.b")).toEqual(["url", "query", "a.b"]);
    expect(signalPath("utm.source")).toEqual(["utm", "source"]);
    expect(signalPath("visits")).toEqual(["visits"]);
  });
});
