import { describe, expect, it } from "vitest";
import { toQuestion } from "../src/preview/ask.ts";
import { presetsOf } from "../src/preview/presets.ts";
import { readPreview, toOverrides, withoutLooks, withoutPreview } from "../src/preview/preview.ts";

const at = (path: string): URL => new URL(path, "http://127.0.0.1:3001");

describe("the bar's address", () => {
  it("is read as a visitor", () => {
    const url = at("/okna?utm_term=окна+для+дачи&demo.city=Москва&demo.visits=2&demo.score=65.5");
    expect(readPreview(url)).toEqual({
      query: "окна для дачи",
      city: "Москва",
      visits: 2,
      score: 65.5,
      on: true,
    });
  });

  it("leaves out what is empty or no number", () => {
    const url = at("/okna?utm_term=&demo.city=+&demo.visits=two&demo.score=");
    expect(readPreview(url)).toEqual({
      query: undefined,
      city: undefined,
      visits: undefined,
      score: undefined,
      on: true,
    });
  });

  it.each(["0", "-3", "NaN", "Infinity", "1e999"])("takes %s for no number of visits", (visits) => {
    expect(readPreview(at(`/okna?demo.visits=${visits}`)).visits).toBeUndefined();
  });

  it("makes nobody up where only an advertisement's phrase is in it", () => {
    expect(readPreview(at("/okna?utm_term=окна")).on).toBe(false);
  });

  it("goes back to the real visitor without losing other parameters", () => {
    const url = at("/okna?ref=mail&utm_term=окна&demo.on=1&demo.score=3");
    expect(withoutPreview(url)).toBe("/okna?ref=mail");
    expect(withoutLooks(at("/okna?utm_term=a+b&demo.on=1"))).toBe("/okna?utm_term=a+b");
    expect(withoutPreview(at("/okna?demo.on=1"))).toBe("/okna");
  });
});

describe("the overrides of a decision", () => {
  it("replace only the signals that were given, and never count", () => {
    expect(toOverrides(readPreview(at("/okna?demo.score=0")))).toEqual({
      peek: true,
      explain: true,
      signals: { score: 0 },
    });
    expect(toOverrides(readPreview(at("/okna")))).toEqual({ peek: true, explain: true });
  });
});

describe("a ready-made visitor", () => {
  it.each(["okna", "bikes"])("of %s is read back as it was made", (page) => {
    const presets = presetsOf(page);
    expect(presets.length).toBeGreaterThan(3);
    for (const preset of presets) {
      const preview = readPreview(at(`/${page}${preset.search}`));
      expect([preview.on, preview.visits, preview.score]).toEqual([
        true,
        expect.any(Number),
        expect.any(Number),
      ]);
    }
  });

  it("is none for a page that is not the demo's", () => {
    expect(presetsOf("landing")).toEqual([]);
    expect(presetsOf(null)).toEqual([]);
  });
});

describe("the question to the API", () => {
  it("says the same visitor, and survives a quote in the shell", () => {
    const { href, command } = toQuestion(at("/okna?utm_term=l'eau&demo.city=Москва"));
    const asked = new URL(href);
    expect(asked.pathname).toBe("/v1/decide");
    expect(JSON.parse(asked.searchParams.get("signals") ?? "")).toEqual({ "geo.city": "Москва" });
    expect(asked.searchParams.get("url")).toBe("http://127.0.0.1:3001/okna?utm_term=l%27eau");
    expect(command).toContain("/v1/explain");
    expect(command.split("'").length % 2).toBe(1);
  });
});
