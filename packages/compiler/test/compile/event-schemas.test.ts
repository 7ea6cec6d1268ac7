import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compileRules } from "../../src/compile-rules.ts";
import { formatProblem } from "../../src/format-problem.ts";
import { jsonSchemas } from "../../src/schema/json-schemas.ts";

const ORDER = `eventSchemas:
  Order Completed:
    description: a sale
    properties:
      revenue: { type: number, required: true }
      currency: { type: string, enum: [RUB, USD] }
      paid: { type: boolean }
      at: { type: date }
      products: { type: list, enum: [bike, 7] }
      address: { type: object, required: false }
  App Opened: {}
`;

function compile(events: string, more: Readonly<Record<string, string>> = {}) {
  const files = { "site.yaml": "site: okna\n", "events.yaml": events, ...more };
  return compileRules(new Map(Object.entries(files)));
}

function problemsOf(events: string, more: Readonly<Record<string, string>> = {}): string[] {
  return compile(events, more).problems.map(formatProblem);
}

describe("eventSchemas", () => {
  test("say what events have to be, in order of name", () => {
    const { artifact, problems } = compile(ORDER);
    expect(problems).toEqual([]);
    expect(artifact?.eventSchemas).toEqual({
      "App Opened": { properties: {} },
      "Order Completed": {
        properties: {
          address: { type: "object" },
          at: { type: "date" },
          currency: { type: "string", enum: ["RUB", "USD"] },
          paid: { type: "boolean" },
          products: { type: "list", enum: ["bike", 7] },
          revenue: { type: "number", required: true },
        },
      },
    });
    expect(Object.keys(artifact?.eventSchemas ?? {})).toEqual(["App Opened", "Order Completed"]);
  });

  test("are absent where no file has them, and another rule set where one does", () => {
    const without = compile("events: { A: { page: / } }\n").artifact;
    expect(without).not.toHaveProperty("eventSchemas");
    expect(compile(ORDER).artifact?.revision).not.toBe(compile("{}\n").artifact?.revision);
  });

  test("may stand in several files", () => {
    const more = { "more.yaml": "eventSchemas: { Other: {} }\n" };
    expect(Object.keys(compile(ORDER, more).artifact?.eventSchemas ?? {})).toHaveLength(3);
  });

  test("make an event one that a condition may count", () => {
    const segments = "segments: { s: { when: { did: { App Opened: 1.. } } } }\n";
    expect(problemsOf(ORDER, { "segments.yaml": segments })).toEqual([]);
    expect(problemsOf("{}\n", { "segments.yaml": segments }).join()).toContain("unknown-event");
  });

  test.each([
    [
      "eventSchemas:\n  A: { properties: { b: { type: nubmer } } }\n",
      "events.yaml:2:33 error not-allowed-value",
      'did you mean "number"?',
    ],
    [
      "eventSchemas:\n  A: { properties: { b: number } }\n",
      "events.yaml:2:25 error wrong-type",
      "mapping",
    ],
    [
      "eventSchemas:\n  A: { propertys: { b: { type: number } } }\n",
      "events.yaml:2:8 error unknown-key",
      'did you mean "properties"?',
    ],
    [
      "eventSchemas:\n  A: { properties: { b: { type: number, requird: true } } }\n",
      "events.yaml:2:41 error unknown-key",
      'did you mean "required"?',
    ],
    [
      "eventSchemas:\n  A: { properties: { b: { type: number, required: yes please } } }\n",
      "events.yaml:2:51 error wrong-type",
      "",
    ],
    [
      "eventSchemas:\n  A: { properties: { b: { required: true } } }\n",
      "events.yaml:2:22 error missing",
      "type",
    ],
    [
      "eventSchemas:\n  A: { properties: { b: { type: number, enum: [1, two] } } }\n",
      "events.yaml:2:51 error enum-type",
      'write a number, or "type: string"',
    ],
    [
      "eventSchemas:\n  A: { properties: { b: { type: string, enum: [7] } } }\n",
      "events.yaml:2:48 error enum-type",
      'quote it, or write "type: number"',
    ],
    [
      "eventSchemas:\n  A: { properties: { b: { type: boolean, enum: [a] } } }\n",
      "events.yaml:2:49 error enum-type",
      "leave the enum out",
    ],
    [
      "eventSchema:\n  A: {}\n",
      "events.yaml:1:1 error unknown-key",
      'did you mean "eventSchemas"?',
    ],
    ["eventSchemas: [A]\n", "events.yaml:1:15 error wrong-type", "mapping of names"],
  ])("are held against their own form: %j", (events, place, words) => {
    const [first] = problemsOf(events);
    expect(first).toContain(place);
    expect(first).toContain(words);
  });

  test("of one name in two files are told of", () => {
    const more = { "more.yaml": "eventSchemas: { App Opened: {} }\n" };
    expect(problemsOf(ORDER, more).join()).toContain("duplicate");
  });

  test("are known to editors", () => {
    const check = new Ajv({ strict: false }).compile(jsonSchemas().rules);
    expect(check(parse(ORDER))).toBe(true);
    expect(check(parse("eventSchemas: { A: { properties: { b: { type: nubmer } } } }"))).toBe(
      false,
    );
    expect(check(parse("eventSchemas: { A: { propertys: {} } }"))).toBe(false);
  });
});
