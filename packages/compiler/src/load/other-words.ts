/** What people call keys of the language, and how it calls them. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  to: ["until"],
  end: ["until", "to"],
  start: ["from"],
  begin: ["from"],
  if: ["when"],
  condition: ["when"],
  conditions: ["when"],
  audience: ["when"],
  where: ["when"],
  session: ["visit"],
  link: ["href"],
  url: ["href", "src", "page"],
  path: ["page"],
  text: ["label", "body", "title"],
  name: ["id", "label"],
  button: ["cta", "submit"],
  values: ["enum", "options"],
  variants: ["arms"],
  arms: ["variants"],
  duration: ["within", "after"],
  times: ["count", "max"],
};

/** The same for values of a closed list. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  integer: ["number"],
  int: ["number"],
  float: ["number"],
  text: ["string"],
  str: ["string"],
  bool: ["boolean"],
  datetime: ["date"],
  array: ["list"],
  phone: ["tel"],
  mail: ["email"],
  dropdown: ["select"],
  range: ["scale"],
  popup: ["modal"],
  "pop-up": ["modal"],
  dialog: ["modal"],
  banner: ["bar"],
  slidein: ["slide-in"],
  toast: ["notification"],
  button: ["cta"],
  link: ["cta"],
  picture: ["image"],
  object: ["json"],
  bing: ["microsoft"],
  direct: ["yandex"],
  adwords: ["google"],
};

/** The key of `known` that people also call by another word. */
export function keyByOtherWord(word: string, known: readonly string[]): string | undefined {
  return find(KEYS, word, known);
}

/** The value of `known` that people also call by another word. */
export function valueByOtherWord(word: string, known: readonly string[]): string | undefined {
  return find(VALUES, word.toLowerCase(), known);
}

function find(
  words: Readonly<Record<string, readonly string[]>>,
  word: string,
  known: readonly string[],
): string | undefined {
  if (!Object.hasOwn(words, word)) return undefined;
  return words[word]?.find((candidate) => known.includes(candidate));
}
