import { type Scalar, fold } from "@facet/engine";
import { CURLY_QUOTED } from "../look-alike.ts";
import { parseInstant } from "../scalar/instant.ts";
import { suggest } from "../suggest.ts";
import { countryCode } from "./country-code.ts";
import { type Fault, type Place, fail, show, withSuggestion } from "./scope.ts";
import type { Subject } from "./subject.ts";

const WANTED = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  instant: "a date such as 2026-12-01 or 2026-12-01T09:00:00+03:00",
  list: "a value of the list",
  any: "a value",
} as const;

/**
 * Takes a value as an operand of a signal's type: text operands of folded signals are folded, dates
 * become epoch milliseconds.
 *
 * @returns the operand, or `undefined` where it does not fit, which is reported.
 */
export function scalarOperand(value: unknown, subject: Subject, place: Place): Scalar | undefined {
  if (value === null || value === undefined) return failNull(place);
  if (typeof value === "number" && !Number.isFinite(value)) {
    return fail(place, { code: "bad-operand", message: `${value} is no number to compare with` });
  }
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return fail(place, {
      code: "bad-operand",
      message: `${subject.name} cannot be compared with ${Array.isArray(value) ? "a list" : "a mapping"} here: ${WANTED[subject.type]} was expected`,
    });
  }
  const operand = typed(value, subject, place);
  if (operand === undefined) return undefined;
  checkValue(operand, subject, place);
  return subject.fold && typeof operand === "string" ? fold(operand) : operand;
}

/** Takes a list of operands; an empty one is reported and stays empty. */
export function listOperand(
  value: unknown,
  subject: Subject,
  place: Place,
): readonly Scalar[] | undefined {
  if (!Array.isArray(value)) {
    return fail(place, {
      code: "bad-operand",
      message: `a list was expected, not ${show(value)}`,
      suggestion: "write [a, b]",
    });
  }
  const operands = value.map((element: unknown, index) =>
    scalarOperand(element, subject, { ...place, path: [...place.path, index] }),
  );
  return operands.filter((operand) => operand !== undefined);
}

/** Takes a text operand, from the source text where YAML has read a number. */
export function textOperand(value: unknown, place: Place): string | undefined {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return failNull(place);
  const plain = typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
  const source = plain === undefined ? undefined : place.source?.(place.path);
  if (source !== undefined) return source;
  return fail(place, {
    code: "bad-operand",
    message: `text was expected, not ${show(value)}`,
    ...withSuggestion(plain === undefined ? undefined : `write "${plain}" in quotes`),
  });
}

function failNull(place: Place): undefined {
  return fail(place, {
    code: "null-operand",
    message: "nothing stands here, and null equals nothing",
    suggestion: "write { exists: false } to ask whether the signal is absent",
  });
}

function typed(value: Scalar, subject: Subject, place: Place): Scalar | undefined {
  const { type } = subject;
  if (type === "instant") return instantOperand(value, subject, place);
  if (type === "any" || type === "list" || type === typeof value) return value;
  if (type === "string") {
    const source = place.source?.(place.path);
    if (source !== undefined) return source;
    return mismatch(value, subject, place, `write "${String(value)}" in quotes`);
  }
  const bare = type === "number" ? Number(value) : value;
  if (
    type === "number" &&
    typeof value === "string" &&
    value.trim() !== "" &&
    !Number.isNaN(bare)
  ) {
    return mismatch(value, subject, place, `write ${bare} without quotes`);
  }
  return mismatch(value, subject, place, repair(String(value), type));
}

/** What a text probably meant where a number, or true or false, was wanted. */
function repair(text: string, type: Subject["type"]): string | undefined {
  if (type === "boolean" && /^(yes|y|on|да|1)$/i.test(text)) return "write true";
  if (type === "boolean" && /^(no|n|off|нет|0)$/i.test(text)) return "write false";
  if (type !== "number") return undefined;
  const [, from, to] = /^(\d+)\s*(?:-|–|—|\.{3,})\s*(\d+)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return `write ${from}..${to}`;
  const [, least] = /^(\d+)\s*(?:\+|\.{3,})$/.exec(text) ?? [];
  return least === undefined ? undefined : `write ${least}..`;
}

function instantOperand(value: Scalar, subject: Subject, place: Place): Scalar | undefined {
  if (typeof value === "number") return value;
  const instant =
    typeof value === "string" ? parseInstant(value, place.timeZone ?? "UTC") : undefined;
  if (instant !== undefined) return instant;
  return place.strict ? mismatch(value, subject, place) : value;
}

function mismatch(value: Scalar, subject: Subject, place: Place, suggestion?: string): undefined {
  const { code, message } = describeMismatch(value, subject);
  return fail(place, { code, message, ...withSuggestion(suggestion) });
}

function describeMismatch(value: Scalar, { name, type }: Subject): Fault {
  const kind = type === "string" ? "text" : type === "instant" ? "a point in time" : WANTED[type];
  const must = `${name} is ${kind}: ${show(value)} can never be its value`;
  if (type !== "number" || typeof value !== "string")
    return { code: "type-mismatch", message: must };
  if (value.includes("..")) {
    return { code: "bad-range", message: `${show(value)} is no range: write 2.. or ..5 or 2..5` };
  }
  if (/^[<>!=]/.test(value)) {
    return { code: "bad-comparison", message: `${show(value)} is no comparison: write ">= 2"` };
  }
  return { code: "type-mismatch", message: must };
}

function checkValue(operand: Scalar, subject: Subject, place: Place): void {
  checkQuotes(operand, place);
  checkForm(operand, subject, place);
  const names = subject.values ?? declaredNames(subject, place);
  if (names === undefined || typeof operand === "boolean") return;
  const known = [...names];
  if (subject.glob && String(operand).includes("*")) return;
  const same = (name: string | number): boolean =>
    name === operand || (subject.fold && fold(String(name)) === fold(String(operand)));
  if (known.some(same)) return;
  const few = known.length > 0 && known.length <= 12 ? `: it can be ${known.join(", ")}` : "";
  fail(place, {
    code: "unknown-value",
    message: `${subject.name} is never ${show(operand)}${few}`,
    ...(subject.open ? { severity: "warning" as const } : {}),
    ...withSuggestion(suggest(String(operand), known.map(String))),
  });
}

function checkQuotes(operand: Scalar, place: Place): void {
  const [, quoted] = (place.strict && CURLY_QUOTED.exec(String(operand))) || [];
  if (quoted === undefined) return;
  fail(place, {
    code: "curly-quotes",
    severity: "warning",
    message: "the quotes around this are curly, so they are compared as a part of the text",
    suggestion: `write straight ones: ${JSON.stringify(quoted)}`,
  });
}

function checkForm(operand: Scalar, { name, form }: Subject, place: Place): void {
  if (form === undefined || new RegExp(form.pattern, "u").test(String(operand))) return;
  fail(place, {
    code: "unknown-value",
    severity: "warning",
    message: `${name} is never ${show(operand)}: its values look like ${form.example}`,
    ...withSuggestion(adviseForm(name, String(operand))),
  });
}

function adviseForm(name: string, text: string): string | undefined {
  const code = name.endsWith("geo.country") ? countryCode(text) : undefined;
  return code === undefined ? undefined : `write ${code}`;
}

/** The names that the rule set itself gives the values of a signal. */
function declaredNames(subject: Subject, place: Place): Iterable<string> | undefined {
  if (place.element) return undefined;
  switch (subject.name) {
    case "keyword.list":
      return place.lists?.keywordLists;
    case "keyword.group":
      return place.lists?.keywordGroups;
    case "page":
      return place.pages;
    default:
      return undefined;
  }
}
