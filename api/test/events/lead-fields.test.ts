import { describe, expect, it } from "vitest";
import { readLeadFields } from "../../src/events/lead-fields.ts";
import { ApiProblem } from "../../src/http/problem.ts";
import { formsOfContent, mergeForms } from "../../src/rulesets/lead-form.ts";

/** A form with one field, as the rules have it. */
function formWith(field: object) {
  const fields = [{ name: "f", ...field }];
  return mergeForms(formsOfContent({ en: { value: { fields } } } as never));
}

function read(field: object, value?: string | number | boolean) {
  const fields: Record<string, string | number | boolean> = value === undefined ? {} : { f: value };
  return readLeadFields(fields, { form: formWith(field), locales: ["en"] });
}

function mistakeOf(field: object, value?: string | number | boolean): string | undefined {
  try {
    read(field, value);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return `${error.status} ${error.errors?.map(({ path, message }) => `${path}: ${message}`).join()}`;
  }
}

const OPTIONS = [{ value: "1" }, { value: "5" }];

describe("a field of a lead", () => {
  it.each<[string, object, string | number | boolean, unknown]>([
    ["a step of the scale", { type: "scale" }, "10", 10],
    ["a step of the scale", { type: "scale" }, 0, 0],
    ["a step of its own scale", { type: "scale", options: OPTIONS }, "5", 5],
    ["a number", { type: "number" }, "-2.5", -2.5],
    ["a ticked box", { type: "checkbox", required: true }, "on", true],
    ["a text", { type: "text" }, " x ", "x"],
  ])("is %s", (_, field, value, expected) => {
    expect(read(field, value).values).toEqual({ f: expected });
  });

  it.each<[object, string | number | boolean | undefined]>([
    [{ type: "scale" }, "11"],
    [{ type: "scale" }, "-1"],
    [{ type: "scale" }, "1.5"],
    [{ type: "scale", options: OPTIONS }, "4"],
    [{ type: "checkbox", required: true }, false],
    [{ type: "checkbox", required: true }, undefined],
    [{ type: "email" }, "a@b"],
    [{ type: "date" }, "2026-02-31x"],
  ])("of %j is not %j", (field, value) => {
    expect(mistakeOf(field, value)).toMatch(/^422 \$\.fields\.f: /u);
  });

  it("may be a box that is not ticked, where it need not be", () => {
    expect(read({ type: "checkbox" }, false).values).toEqual({ f: false });
  });

  it("is kept as it was typed beside what it means", () => {
    expect(read({ type: "tel" }, "+7 (495) 123-45-67")).toEqual({
      values: { f: "+74951234567" },
      typed: { f: "+7 (495) 123-45-67" },
    });
    expect(read({ type: "tel" }, "1234567").typed).toEqual({});
  });
});
