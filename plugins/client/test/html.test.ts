import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeHtml, safeUrl, stateTag, toFormView } from "@facet/client";
import { hintOf, RUSSIAN_MISTAKES } from "@facet/client/form";
import { toDefaultDecision } from "../src/defaults.ts";

describe("escapeHtml", () => {
  it("leaves no character that HTML would read as markup", () => {
    expect(escapeHtml(`<a href="x" title='y'>&</a>`)).toBe(
      "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;",
    );
  });
});

describe("safeUrl", () => {
  it.each([
    "/path",
    "#lead",
    "?a=1",
    "page.html",
    "https://x.example/",
    "mailto:a@b.example",
    "tel:+7900",
    "",
  ])("keeps %j", (url) => {
    expect(safeUrl(url)).toBe(url);
  });
  it.each([
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:x",
    "data:text/html,x",
    "vbscript:x",
    "http://[",
  ])("makes %j harmless", (url) => {
    expect(safeUrl(url)).toBe("#");
  });
});

describe("stateTag", () => {
  const decision = toDefaultDecision({}, []);

  it("has the clicks that the page reports, and none where there are none", () => {
    const clicks = [{ event: "Phone Clicked", selector: "a[href^='tel:']" }];
    expect(stateTag({ ...decision, clicks })).toContain('"clicks":[{"event":"Phone Clicked"');
    expect(stateTag(decision)).not.toContain("clicks");
  });

  it("can be ended by nothing inside it, and reads back as it was", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom("</script>", "<!--", "<script", "\u2028", "&lt;"),
        (text, bad) => {
          const content = { title: `${text}${bad}${text}` };
          const offers = [{ id: "o", type: "bar" as const, trigger: {}, content }];
          const tag = stateTag({ ...decision, offers });
          const inner = tag.slice(tag.indexOf(">") + 1, -"</script>".length);
          expect(inner).not.toMatch(/[<>\u2028\u2029]/);
          expect(JSON.parse(inner).offers[0].content).toEqual(content);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("holds nothing of the visitor and of the phrase", () => {
    const tag = stateTag({
      ...decision,
      visitor: { id: "the-visitor", score: 61, segments: ["hot"] },
      keyword: { phrase: "cheap windows", list: "l", match: "identical", rung: "identical" },
    });
    expect(tag).not.toMatch(/the-visitor|61|hot|cheap windows/);
  });
});

describe("toFormView", () => {
  it("reads fields of every kind and drops the nameless", () => {
    const view = toFormView({
      submit: "Go",
      fields: [
        { name: "phone", type: "tel", label: "Phone", required: true },
        { name: "size", type: "select", options: [{ value: "s", label: "Small" }, "M", 5] },
        { name: "nps", type: "scale" },
        { name: "agree", type: "checkbox" },
        { name: "src", type: "hidden" },
        { type: "text" },
        null,
      ],
    });
    expect(view.submit).toBe("Go");
    expect(view.fields.map(({ name, kind }) => [name, kind])).toEqual([
      ["phone", "input"],
      ["size", "select"],
      ["nps", "choices"],
      ["agree", "checkbox"],
      ["src", "hidden"],
    ]);
    expect(view.fields[0]).toMatchObject({ inputType: "tel", autocomplete: "tel", required: true });
    expect(view.fields[1]?.options).toEqual([
      { value: "s", label: "Small" },
      { value: "M", label: "M" },
    ]);
    expect(view.fields[2]?.options).toHaveLength(11);
  });

  it("has patterns that take what the service takes", () => {
    const { fields } = toFormView({
      fields: [
        { name: "phone", type: "tel" },
        { name: "email", type: "email" },
      ],
    });
    const [phone, email] = fields.map(({ pattern }) => new RegExp(`^(?:${pattern})$`, "v"));
    for (const text of ["+7 (495) 123-45-67", " 89001234567", "12345"])
      expect(text).toMatch(phone!);
    for (const text of ["call me", "1234", "+7 900 ext 5"]) expect(text).not.toMatch(phone!);
    expect("name@example.com").toMatch(email!);
    expect("name@example").not.toMatch(email!);
  });

  it("has a hint for the browser where there is a pattern, in the language of its words", () => {
    const { fields } = toFormView({
      fields: [
        { name: "phone", type: "tel" },
        { name: "date", type: "date" },
      ],
    });
    expect(fields.map((field) => hintOf(field, RUSSIAN_MISTAKES))).toEqual([
      "Укажите номер телефона, например +7 495 123-45-67",
      undefined,
    ]);
  });

  it("leaves out what this visitor need not be asked", () => {
    const fields = [
      { name: "phone", type: "tel" },
      { name: "name", type: "text" },
    ];
    const view = toFormView({ fields }, { asked: ["name"] });
    expect(view.fields.map(({ name }) => name)).toEqual(["name"]);
  });

  it("makes an empty form of anything else", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void toFormView(value as never).fields.length),
    );
    expect(toFormView(null).fields).toEqual([]);
  });
});
