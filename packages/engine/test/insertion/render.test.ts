import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import type { Filter, Insertion, Template } from "@facet/engine";
import { renderTemplate } from "../../src/insertion/render.ts";
import type { RenderOptions } from "../../src/insertion/render.ts";
import { signals } from "../support.ts";

function insertion(signal: string, over: Partial<Insertion> = {}): Insertion {
  return { signal: signal.split("."), filters: [], ...over };
}

function render(template: Template, over: Partial<RenderOptions> = {}): string | undefined {
  return renderTemplate(template, { signals: {}, placeForms: {}, surroundings: "text", ...over });
}

/** Renders one insertion of the signal `traits.x`. */
function one(
  value: unknown,
  filters: readonly Filter[],
  over: Partial<RenderOptions> = {},
): string | undefined {
  return render([insertion("traits.x", { filters, default: "DEFAULT" })], {
    signals: signals({ "traits.x": value }),
    ...over,
  });
}

describe("an insertion", () => {
  it("stands between the literal parts", () => {
    const template = ["Windows ", insertion("geo.city"), ", ", insertion("plan"), "!"];
    expect(render(template, { signals: signals({ "geo.city": "Tver", plan: "pro" }) })).toBe(
      "Windows Tver, pro!",
    );
  });

  it("is its default where the signal is absent, null or no text", () => {
    for (const value of [undefined, null, true, {}, [], "", "  ", "\u200b", Number.NaN, Infinity]) {
      expect(one(value, []), String(value)).toBe("DEFAULT");
    }
  });

  it("leaves nothing to show where a default is missing", () => {
    expect(render(["in ", insertion("geo.city")])).toBeUndefined();
  });

  it("may have an empty default", () => {
    expect(render(["a", insertion("geo.city", { default: "" }), "b"])).toBe("ab");
  });

  it("inserts numbers, and the first of several names", () => {
    expect(one(7, [])).toBe("7");
    expect(one(["Москва", "Moscow"], [])).toBe("Москва");
  });

  it("is never read again: inserted braces stay braces", () => {
    expect(one("{geo.city|default:x} {{", [])).toBe("{geo.city|default:x} {{");
  });

  it("inserts a default as it was typed, past all filters", () => {
    expect(one(undefined, [{ name: "upper" }, { name: "max", length: 1 }])).toBe("DEFAULT");
  });

  it("ignores names that only a prototype has", () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      expect(render([insertion(name, { default: "none" })]), name).toBe("none");
    }
  });
});

describe("filters", () => {
  it.each([
    ["title", "пластиковые окна ПВХ", "Пластиковые Окна ПВХ"],
    ["title", "«окна» на-заказ", "«Окна» На-заказ"],
    ["title", "2 окна", "2 Окна"],
    ["sentence", "пластиковые окна", "Пластиковые окна"],
    ["sentence", "(окна)", "(Окна)"],
    ["upper", "окна", "ОКНА"],
    ["lower", "ОКНА", "окна"],
  ] as const)("%s makes %j %j", (name, value, expected) => {
    expect(one(value, [{ name }])).toBe(expected);
  });

  it("work one after the other", () => {
    expect(one("ПЛАСТИКОВЫЕ ОКНА", [{ name: "lower" }, { name: "sentence" }])).toBe(
      "Пластиковые окна",
    );
  });

  it("max gives way to the default past its number of characters", () => {
    expect(one("окна", [{ name: "max", length: 4 }])).toBe("окна");
    expect(one("окна!", [{ name: "max", length: 4 }])).toBe("DEFAULT");
    expect(one("🚲🚲🚲🚲", [{ name: "max", length: 4 }])).toBe("🚲🚲🚲🚲");
  });

  it("max leaves a number a number", () => {
    const filters: Filter[] = [
      { name: "max", length: 3 },
      { name: "plural", forms: ["day", "days"] },
    ];
    expect(one(5, filters)).toBe("5 days");
  });

  describe("where", () => {
    const placeForms = { москва: "в Москве", владимир: "во Владимире", орел: "в Орле" };
    const where = insertion("geo.city", { filters: [{ name: "where" }], default: "тут" });

    function place(city: unknown, template: Template): string | undefined {
      return render(template, { signals: signals({ "geo.city": city }), placeForms });
    }

    it.each([
      ["Москва", "Окна в Москве"],
      ["владимир", "Окна во Владимире"],
      ["Орёл", "Окна в Орле"],
      ["Урюпинск", "Окна тут"],
      ["Berlin", "Окна тут"],
      ["__proto__", "Окна тут"],
      [["Moscow", "Москва"], "Окна в Москве"],
    ])("in a Russian text makes %j a form with preposition, else the default", (city, expected) => {
      expect(place(city, ["Окна ", where])).toBe(expected);
    });

    it.each([
      ["Berlin", "Windows in Berlin"],
      ["St. John's", "Windows in St. John's"],
      ["Málaga", "Windows in Málaga"],
      ["Москва", "Windows here"],
      ["北京", "Windows here"],
      [["Москва", "Moscow"], "Windows in Moscow"],
    ])("in an English text makes %j in and the name, else the default", (city, expected) => {
      expect(place(city, ["Windows ", { ...where, default: "here" }])).toBe(expected);
    });

    it("in a text without letters goes by the name", () => {
      const bare = insertion("geo.city", { filters: [{ name: "where" }] });
      expect(place("Москва", [bare])).toBe("в Москве");
      expect(place("Berlin", [bare])).toBe("in Berlin");
      expect(place("Урюпинск", [bare])).toBeUndefined();
    });
  });

  it.each([
    [0, "0 дней"],
    [1, "1 день"],
    [2, "2 дня"],
    [4, "4 дня"],
    [5, "5 дней"],
    [11, "11 дней"],
    [12, "12 дней"],
    [14, "14 дней"],
    [21, "21 день"],
    [22, "22 дня"],
    [111, "111 дней"],
    [-1, "-1 день"],
    [2.5, "2,5 дня"],
  ])("plural with three forms counts in Russian: %d", (count, expected) => {
    expect(one(count, [{ name: "plural", forms: ["день", "дня", "дней"] }])).toBe(expected);
  });

  it.each([
    [0, "0 days"],
    [1, "1 day"],
    [2, "2 days"],
    [1.5, "1.5 days"],
  ])("plural with two forms counts in English: %d", (count, expected) => {
    expect(one(count, [{ name: "plural", forms: ["day", "days"] }])).toBe(expected);
  });

  it("plural gives way to the default for what is no number", () => {
    expect(one("five", [{ name: "plural", forms: ["day", "days"] }])).toBe("DEFAULT");
    expect(one("5", [{ name: "plural", forms: ["day", "days"] }])).toBe("DEFAULT");
    expect(one(5, [{ name: "plural", forms: ["day"] }])).toBe("DEFAULT");
  });
});

describe("text from a URL", () => {
  const query = insertion("query", { default: "окна" });
  const typed = signals({ query: "окна КУПИ У НАС дёшево" });

  it("is never echoed: the listed phrase that matched stands for the query", () => {
    expect(render([query], { signals: typed, phrase: "купить окна" })).toBe("купить окна");
    expect(render([query], { signals: typed })).toBe("окна");
  });

  it.each([
    "url.host",
    "url.query.name",
    "utm.term",
    "utm.campaign",
    "click.id",
    "referrer.host",
    "firstTouch.campaign",
    "lastTouch.term",
  ])("%s gives way to the default", (name) => {
    const template = [insertion(name, { default: "safe" })];
    const given = signals({ [name]: "<b>hello</b>" });
    expect(render(template, { signals: given, phrase: "phrase" })).toBe("safe");
    expect(render(template, { signals: given, echo: true })).toBe("<b>hello</b>");
  });

  it("is let through where the slot says so", () => {
    expect(render([query], { signals: typed, phrase: "купить окна", echo: true })).toBe(
      "окна КУПИ У НАС дёшево",
    );
  });

  it("leaves signals alone that the page's owner or the visitor's profile gave", () => {
    const given = signals({
      "traits.name": "Анна",
      plan: "pro",
      "geo.city": "Тверь",
      "keyword.group": "cheap",
    });
    for (const name of ["traits.name", "plan", "geo.city", "keyword.group"]) {
      expect(render([insertion(name)], { signals: given }), name).toBeDefined();
    }
  });
});

describe("the longest text", () => {
  const template = ["Окна ", insertion("geo.city", { default: "тут" })];
  const far = signals({ "geo.city": "Петропавловск-Камчатский" });

  it("sends a longer one back to its defaults", () => {
    expect(render(template, { signals: far, maxLength: 29 })).toBe("Окна Петропавловск-Камчатский");
    expect(render(template, { signals: far, maxLength: 28 })).toBe("Окна тут");
  });

  it("leaves nothing to show where even the defaults are too long, or one is missing", () => {
    expect(render(template, { signals: far, maxLength: 7 })).toBeUndefined();
    expect(
      render(["Окна ", insertion("geo.city")], { signals: far, maxLength: 20 }),
    ).toBeUndefined();
  });
});

describe("an inserted text", () => {
  it("loses control, bidi and zero-width characters, and spare spaces", () => {
    expect(one("a\u0000b\u202ec\u200bd\u2066e\ufefff", [])).toBe("a bcdef");
    expect(one("  a \n\t b\u00a0\u2003c  ", [])).toBe("a b c");
    expect(one("a\ud800b", [])).toBe("a\ufffdb");
  });

  it("is cut at 200 characters", () => {
    expect(one("я".repeat(500), [])).toBe("я".repeat(200));
    expect([...(one("🚲".repeat(500), []) ?? "")]).toHaveLength(200);
  });

  it("is clean whatever came in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const shown = one(text, []) ?? "";
        expect(shown.isWellFormed()).toBe(true);
        expect(/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(shown)).toBe(false);
        expect([...shown].length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("in an address", () => {
  const options = { surroundings: "url" } as const;

  it("is percent-encoded", () => {
    expect(one("a b/c?d=1&e#ф", [], options)).toBe("a%20b%2Fc%3Fd%3D1%26e%23%D1%84");
    expect(
      render(["/go?city=", insertion("geo.city"), "#lead"], {
        ...options,
        signals: signals({ "geo.city": "Нижний Новгород" }),
      }),
    ).toBe(
      "/go?city=%D0%9D%D0%B8%D0%B6%D0%BD%D0%B8%D0%B9%20%D0%9D%D0%BE%D0%B2%D0%B3%D0%BE%D1%80%D0%BE%D0%B4#lead",
    );
  });

  it("cannot make a script or another host of it", () => {
    expect(one("javascript:alert(1)", [], options)).toBe("javascript%3Aalert(1)");
    expect(one("//evil.example", [], options)).toBe("%2F%2Fevil.example");
  });

  it.each([
    "https://a.example/",
    "http://a",
    "mailto:a@b.example",
    "tel:+7495",
    "/x",
    "#lead",
    "?a=b:c",
    "x/y:z",
    "//host/x",
  ])("%s may be linked to", (prefix) => {
    expect(render([prefix, insertion("plan", { default: "x" })], options)).toBe(`${prefix}x`);
  });

  it.each([
    "javascript:",
    "JavaScript:",
    " java\nscript:",
    "\u0001javascript:",
    "data:text/html,",
    "vbscript:",
    "file:///",
  ])("%j is refused", (prefix) => {
    expect(render([prefix, insertion("plan", { default: "x" })], options)).toBeUndefined();
  });
});

describe("in HTML", () => {
  function inHtml(before: string, value: string, after = ""): string | undefined {
    return render([before, insertion("traits.x"), after], {
      surroundings: "html",
      signals: signals({ "traits.x": value }),
    });
  }

  it("stays text between tags", () => {
    expect(inHtml("<b>", `<i onclick="x">&'`, "</b>")).toBe(
      "<b>&lt;i onclick=&quot;x&quot;&gt;&amp;&#39;</b>",
    );
  });

  it("stays in its attribute, with quotes or without", () => {
    expect(inHtml(`<a title="`, `x" onclick="y`, `">`)).toBe(
      `<a title="x&#34;&#32;onclick&#61;&#34;y">`,
    );
    expect(inHtml(`<a title=`, `x onclick=y`, `>`)).toBe(`<a title=x&#32;onclick&#61;y>`);
  });

  it("is percent-encoded in an attribute that holds an address", () => {
    expect(inHtml(`<a href="`, `javascript:alert(1)`, `">`)).toBe(
      `<a href="javascript%3Aalert(1)">`,
    );
    expect(inHtml(`<a class="b" href="/x?q=`, `a b`, `">`)).toBe(`<a class="b" href="/x?q=a%20b">`);
  });

  it.each([
    `<a onclick="f('`,
    `<p style="color:`,
    `<iframe srcdoc="`,
    `<script>f("`,
    `<style>a{color:`,
    `<`,
    `<a `,
    `</`,
  ])("is refused after %s, where no escaping makes it harmless", (before) => {
    expect(inHtml(before, "x", `">`)).toBeUndefined();
  });

  it("is text again once the script has ended", () => {
    expect(inHtml("<script>x</script><p>", "<", "</p>")).toBe("<script>x</script><p>&lt;</p>");
  });

  it("never adds a tag or a quote of its own", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const value = inHtml("", `x${text}`) ?? "";
        expect(/[<>"']/.test(value)).toBe(false);
      }),
    );
  });
});
