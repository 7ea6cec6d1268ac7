const WHOLE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    skis: "ski",
    sky: "sky",
    skies: "sky",
    dying: "die",
    lying: "lie",
    tying: "tie",
    news: "news",
    bias: "bias",
    atlas: "atlas",
    cosmos: "cosmos",
    inning: "inning",
    outing: "outing",
    canning: "canning",
    herring: "herring",
    earring: "earring",
    proceed: "proceed",
    exceed: "exceed",
    succeed: "succeed",
  }),
);

/**
 * The stem of an English word: the inflections of the Porter2 stemmer (plural, possessive, -ed, -ing,
 * final e and y) without its derivations, which make one word of universe and university.
 *
 * @param word Folded, in Latin letters.
 * @returns a key to compare, never empty.
 * @see https://snowballstem.org/algorithms/english/stemmer.html
 */
export function stemEnglish(word: string): string {
  if (word.length < 3) return word;
  const singular = removePlural(markConsonantY(word));
  const known = WHOLE.get(word) ?? WHOLE.get(singular);
  if (known !== undefined) return known;
  return removeFinal(replaceY(removePast(singular))).toLowerCase();
}

/** Writes y as Y where it is a consonant: at the start and behind a vowel. */
function markConsonantY(word: string): string {
  if (!word.includes("y")) return word;
  let marked = "";
  for (let i = 0; i < word.length; i++) {
    const letter = word.charAt(i);
    const isConsonant = letter === "y" && (i === 0 || isVowel(marked.charAt(i - 1)));
    marked += isConsonant ? "Y" : letter;
  }
  return marked;
}

function removePlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (word.endsWith("ies") || word.endsWith("ied")) return word.slice(0, word.length > 4 ? -2 : -1);
  if (!word.endsWith("s") || word.endsWith("us") || word.endsWith("ss")) return word;
  return hasVowel(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

const PAST = ["ingly", "edly", "ing", "ed"] as const;

function removePast(word: string): string {
  const eed = word.endsWith("eedly") ? 5 : word.endsWith("eed") ? 3 : 0;
  if (eed > 0) return word.length - eed >= startOfR1(word) ? word.slice(0, 2 - eed) : word;
  const ending = PAST.find((each) => word.endsWith(each));
  if (ending === undefined) return word;
  const stem = word.slice(0, -ending.length);
  if (!hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return stem.slice(0, -1);
  return isShort(stem) ? `${stem}e` : stem;
}

function replaceY(word: string): string {
  const behindConsonant = word.length > 2 && !isVowel(word.charAt(word.length - 2));
  return behindConsonant && /[yY]$/.test(word) ? `${word.slice(0, -1)}i` : word;
}

function removeFinal(word: string): string {
  const last = word.length - 1;
  const r1 = startOfR1(word);
  const isBehind = (from: number): boolean => last >= from;
  if (word.endsWith("e")) {
    const stem = word.slice(0, -1);
    const inR2 = isBehind(afterSyllable(word, r1));
    return inR2 || (isBehind(r1) && !endsInShortSyllable(stem)) ? stem : word;
  }
  return word.endsWith("ll") && isBehind(afterSyllable(word, r1)) ? word.slice(0, -1) : word;
}

function isVowel(letter: string): boolean {
  return letter !== "" && "aeiouy".includes(letter);
}

function hasVowel(word: string): boolean {
  return /[aeiouy]/.test(word);
}

function afterSyllable(word: string, from: number): number {
  for (let i = from + 1; i < word.length; i++) {
    if (!isVowel(word.charAt(i)) && isVowel(word.charAt(i - 1))) return i + 1;
  }
  return word.length;
}

function startOfR1(word: string): number {
  const prefix = /^(?:gener|commun|arsen)/.exec(word)?.[0];
  return prefix === undefined ? afterSyllable(word, 0) : prefix.length;
}

function endsInShortSyllable(word: string): boolean {
  return /(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY])$/.test(word);
}

function isShort(word: string): boolean {
  return startOfR1(word) >= word.length && endsInShortSyllable(word);
}
