const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: "a",
    б: "b",
    в: "v",
    г: "g",
    д: "d",
    е: "e",
    ё: "e",
    ж: "zh",
    з: "z",
    и: "i",
    й: "y",
    к: "k",
    л: "l",
    м: "m",
    н: "n",
    о: "o",
    п: "p",
    р: "r",
    с: "s",
    т: "t",
    у: "u",
    ф: "f",
    х: "h",
    ц: "ts",
    ч: "ch",
    ш: "sh",
    щ: "sch",
    ъ: "",
    ы: "y",
    ь: "",
    э: "e",
    ю: "yu",
    я: "ya",
    і: "i",
    ї: "yi",
    є: "ye",
    ґ: "g",
    ў: "u",
    ә: "a",
    ғ: "g",
    қ: "k",
    ң: "n",
    ө: "o",
    ұ: "u",
    ү: "u",
    һ: "h",
    ß: "ss",
    æ: "ae",
    ø: "o",
    ł: "l",
    đ: "d",
    "№": "n",
    "²": "2",
    "³": "3",
    "&": " and ",
    "+": " plus ",
    "%": " percent ",
  }),
);

const MAX_LENGTH = 80;

/**
 * An id for a name of people: Cyrillic transliterated, accents taken off, everything else a dash.
 * Equal names give equal ids, always.
 *
 * @returns an id of the rules language; of a name without letters and digits, one made of its code.
 */
export function toSlug(name: string): string {
  const latin = Array.from(
    name.normalize("NFC").toLowerCase(),
    (letter) => LETTERS.get(letter) ?? letter,
  )
    .join("")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "");
  const slug = latin.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  if (slug === "") return `group-${checksum(name)}`;
  if (slug.length <= MAX_LENGTH) return slug;
  return `${slug.slice(0, MAX_LENGTH).replace(/-[^-]*$/, "")}-${checksum(name)}`;
}

function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}
