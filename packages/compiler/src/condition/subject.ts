import {
  type AttributeType,
  SIGNALS,
  type SignalForm,
  type SignalInfo,
  type SignalType,
  findSignal,
  signalPath,
} from "@facet/engine";
import { nearest, suggest } from "../suggest.ts";
import { OPERATOR_NAMES } from "./operator-names.ts";
import { type Place, fail, withSuggestion } from "./scope.ts";
import { adviseTest, otherName } from "./test-advice.ts";

/** The signal that tests are about. */
export interface Subject {
  /** As written, for messages. */
  readonly name: string;
  readonly path: readonly string[];
  /** `any`: operands are not checked. */
  readonly type: SignalType;
  readonly values?: readonly (string | number)[];
  /** `values` are only the usual ones. */
  readonly open?: true;
  /** The form of its values, where they are too many to list. */
  readonly form?: SignalForm;
  readonly fold: boolean;
  /** What `*` in a text operand stands for. */
  readonly glob: boolean;
}

const CONDITIONS = ["any", "all", "not", "segment", "did", "time"];
const GLOBS: ReadonlySet<string> = new Set(["keyword.list", "keyword.group", "keyword.phrase"]);

/** Finds out what a name of a condition is, or reports that there is no such signal. */
export function resolveSubject(name: string, place: Place): Subject | undefined {
  if (place.element) return untyped(name);
  const info = findSignal(name);
  if (info) return builtIn(name, info, place);
  const attribute = ownAttribute(name, place);
  if (attribute) return declared(name, attribute, place);
  if (!place.strict) return untyped(name);
  const list = ownAttribute(name.slice(0, Math.max(name.indexOf("."), 0)), place);
  return list?.type === "list" ? untyped(name) : unknownSignal(name, place);
}

/** A subject of which nothing is known, such as a field of an element. */
export function untyped(name: string): Subject {
  return { name, path: signalPath(name), type: "any", fold: false, glob: false };
}

function builtIn(name: string, info: SignalInfo, place: Place): Subject {
  return {
    name,
    path: signalPath(name),
    type: place.strict || info.type === "instant" ? info.type : "any",
    ...(info.values && place.strict ? { values: info.values } : {}),
    ...(info.open ? { open: true } : {}),
    ...(info.form && place.strict ? { form: info.form } : {}),
    fold: info.fold === true,
    glob: GLOBS.has(name),
  };
}

function declared(name: string, attribute: AttributeType, place: Place): Subject {
  const type = attribute.type === "date" ? "instant" : attribute.type;
  return {
    name,
    path: name.split("."),
    type: place.strict || type === "instant" ? type : "any",
    ...(attribute.enum && place.strict ? { values: attribute.enum } : {}),
    fold: false,
    glob: false,
  };
}

function ownAttribute(name: string, place: Place): AttributeType | undefined {
  return Object.hasOwn(place.attributes, name) ? place.attributes[name] : undefined;
}

function adviseName(name: string, known: readonly string[]): string | undefined {
  const other = otherName(name) ?? familyName(name);
  return other === undefined
    ? (adviseTest(name) ?? suggest(name, known))
    : `did you mean "${other}"?`;
}

/** `traits.x` where `trait.x` is written. */
function familyName(name: string): string | undefined {
  const [, first = "", rest = ""] = /^([^.]+)\.(.+)$/.exec(name) ?? [];
  const families = SIGNALS.flatMap((info) =>
    info.name.endsWith(".*") ? [info.name.slice(0, -2)] : [],
  );
  const family = first === "" ? undefined : nearest(first, families);
  return family === undefined ? undefined : `${family}.${rest}`;
}

function unknownSignal(name: string, place: Place): undefined {
  const code = "unknown-signal";
  const onKey = true;
  if (SIGNALS.some((info) => info.name === `${name}.*`)) {
    const message = `"${name}" holds many signals: name one of them, as in ${name}.<name>`;
    return fail(place, { code, onKey, message });
  }
  if (OPERATOR_NAMES.has(name)) {
    const message = `"${name}" is an operator: it stands under a signal, as in visits: { ${name}: … }`;
    return fail(place, { code: "misplaced-operator", onKey, message });
  }
  const inside = SIGNALS.filter((info) => info.name.startsWith(`${name}.`)).map(
    (info) => info.name,
  );
  const [first] = inside;
  if (first !== undefined) {
    const message = `"${name}" is no signal, there are ${inside.join(", ")}`;
    return fail(place, { code, onKey, message, suggestion: `write one in full: ${first}: …` });
  }
  const names = SIGNALS.map((info) => info.name).filter((known) => !known.endsWith(".*"));
  const known = [...names, ...Object.keys(place.attributes), ...CONDITIONS];
  return fail(place, {
    code,
    onKey,
    message: `there is no signal or attribute "${name}": attributes are declared in site.yaml`,
    ...withSuggestion(adviseName(name, known)),
  });
}
