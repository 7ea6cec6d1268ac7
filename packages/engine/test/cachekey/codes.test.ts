import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { decide } from "@facet/engine";
import type { Context } from "@facet/engine";
import { describeCache, describePage, fromCode } from "@facet/engine/codes";
import { NOW } from "../support.ts";
import { contexts, load, ofRequests, shared, RUNS, vectors } from "./requests.ts";

describe("a variation code", () => {
  it("stands for the same slots, byte for byte, whoever it was made for", () => {
    const known = new Map<string, string>();
    let keys = 0;
    let runs = 0;
    fc.assert(
      fc.property(contexts, (given) => {
        const { slots, cache } = decide(shared, given, { cache: describeCache });
        runs++;
        const code = cache?.key;
        if (code === undefined || given.page === null) return;
        keys++;
        const bytes = JSON.stringify(slots);
        const name = `${given.page} ${code}`;
        expect(JSON.stringify(fromCode(shared, { page: given.page, code }))).toBe(bytes);
        expect(known.get(name) ?? bytes).toBe(bytes);
        known.set(name, bytes);
      }),
      { numRuns: RUNS },
    );
    expect(keys).toBeGreaterThan(runs / 2);
    expect(known.size).toBeGreaterThan(50);
  });

  it("is read as what it is, or not at all", () => {
    const all = fc.stringMatching(/^[0-9a-z]{1,12}$/);
    const revision = describePage(shared, "okna")?.revision ?? "";
    fc.assert(
      fc.property(all, (body) => {
        const code = `${revision}-${body}`;
        const slots = fromCode(shared, { page: "okna", code });
        if (slots) expect(Object.keys(slots)).toHaveLength(8);
      }),
    );
    for (const code of ["", "0", `${revision}-`, `${revision}-00`, `${revision}-0.`, "zzzzz-0"]) {
      expect(fromCode(shared, { page: "okna", code })).toBeUndefined();
    }
    expect(fromCode(shared, { page: "gone", code: `${revision}-0` })).toBeUndefined();
  });

  it("is nothing but zeros for nothing but defaults", () => {
    const { cache } = decide(
      shared,
      { now: NOW, page: "about", signals: {}, locale: "ru" },
      { cache: describeCache },
    );
    expect(cache?.key).toMatch(/^[0-9a-z]{5}-0$/);
  });
});

describe("what may be cached", () => {
  const at = (over: Partial<Context>, rules = shared) =>
    decide(rules, { now: NOW, page: "okna", signals: {}, ...over }, { cache: describeCache }).cache;

  it("is not asked for by itself", () => {
    expect(decide(shared, { now: NOW, page: "okna", signals: {} })).not.toHaveProperty("cache");
  });

  it("is said of no page that is none", () => {
    expect(at({ page: null })).toBeUndefined();
  });

  it("is private where rules ask for the visitor's past", () => {
    expect(at({}, load())).toMatchObject({ scope: "private", maxAge: 0 });
    expect(at({}, load())).not.toHaveProperty("key");
  });

  it("is private with a phrase of an earlier page", () => {
    const remembered = {
      phrase: "окна для дачи",
      list: "okna-search",
      match: "identical",
      rung: "identical",
    } as const;
    expect(at({ remembered })?.scope).toBe("private");
    expect(at({ phrase: { text: "окна для дачи" } })?.scope).toBe("shared");
  });

  it("is private in a preview of a phrase", () => {
    expect(at({ signals: { keyword: { group: "cheap-windows" } } })?.scope).toBe("private");
  });

  it("is static where nothing but the page decides", () => {
    const site = { ...vectors.ruleset.site, locales: ["ru"], holdout: 0 };
    const slots = {
      "static.note": { type: "text", default: { ru: { value: "Работаем" } } },
    } as const;
    const pages = [{ id: "okna", paths: [["okna"]], slots: ["static.note"] }];
    expect(at({}, load({ rules: [], site, slots, pages }))).toEqual({
      scope: "static",
      key: expect.stringMatching(/^[0-9a-z]{5}-0$/),
      maxAge: 300,
      swr: 600,
      tags: ["facet", "facet-page-okna"],
      varies: [],
      cardinality: 1,
    });
  });

  it("holds no longer than to the next moment at which a schedule changes", () => {
    const boundaries = ofRequests.flatMap(({ schedule }) => [schedule?.from, schedule?.until]);
    const boundary = boundaries.find((each) => each !== undefined) ?? 0;
    expect(boundary).toBeGreaterThan(0);
    expect(at({ now: boundary - 42_500 })?.maxAge).toBe(42);
    expect(at({ now: boundary - 42_500 })?.scope).toBe("shared");
  });

  it("names the signals that decide", () => {
    expect(at({})?.varies).toEqual(expect.arrayContaining(["device.type", "keyword"]));
  });

  it("keeps its revision when a rule of another page changes", () => {
    const revision = describePage(shared, "city")?.revision;
    const rules = ofRequests.filter(({ id }) => id !== "short-form");
    expect(describePage(load({ rules }), "okna")?.revision).not.toBe(
      describePage(shared, "okna")?.revision,
    );
    expect(describePage(load({ rules }), "city")?.revision).toBe(revision);
  });
});
