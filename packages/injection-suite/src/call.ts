/** Name of the function that a payload calls with its number, in the topmost window. */
export const RECORDER = "ranPayload";

/** The call in plain JavaScript. */
export function plainCall(id: number): string {
  return `top.${RECORDER}(${id})`;
}

type Spelling = (call: string) => string;

const entity = (character: string, base: 10 | 16): string => {
  const code = (character.codePointAt(0) ?? 0).toString(base);
  return base === 16 ? `&#x${code};` : `&#${code};`;
};

/** Other spellings of a call, for what looks for the plain one; all are free of quotes and spaces. */
export const CALLS: readonly Spelling[] = [
  (call) => call,
  (call) => call.replace("top", "\\u0074op"),
  (call) => `self[/top/.source].${call.slice("top.".length)}`,
  (call) => `eval(atob(/${btoa(call)}/.source))`,
  (call) => `[].constructor.constructor(/${call}/.source)()`,
  (call) => call.replace("(", "`").replace(")", "`"),
  (call) => `/*-*/(${call})/**/`,
];

/** Spellings that only an HTML attribute reads. */
export const ATTRIBUTE_CALLS: readonly Spelling[] = [
  (call) => entity("t", 10) + call.slice(1),
  (call) => entity("t", 16) + call.slice(1),
  (call) => [...call].map((character) => entity(character, 10)).join(""),
  (call) => call.replace("(", "&lpar;").replace(")", "&rpar;"),
  (call) => call.replace("top", "t&#x0000000006f;p"),
];
