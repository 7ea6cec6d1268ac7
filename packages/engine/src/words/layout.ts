import { MAX_TEXT, tokenise } from "./tokenise.ts";

/** Keys of the English (US) and Russian (ЙЦУКЕН) layouts, in the same order. */
const ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";
/** Signs of the same keys with shift, where they are not the capital letter. */
const ENGLISH_SHIFTED = '~{}:"<>';
const RUSSIAN_SHIFTED = "ёхъжэбю";

const TO_RUSSIAN = keysOf(ENGLISH + ENGLISH_SHIFTED, RUSSIAN + RUSSIAN_SHIFTED);
const TO_ENGLISH = keysOf(RUSSIAN, ENGLISH);

function keysOf(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((key, index) => [key, to.charAt(index)]));
}

/**
 * Rewrites the parts of a text that were typed on the wrong keyboard layout («jryf gd[» is «окна
 * пвх»). A part between spaces is rewritten where it has a word that is not known and all its words
 * are known on the other layout.
 *
 * @param text As typed: on the other layout punctuation is letters.
 * @param isKnown Whether a folded word may be part of any phrase.
 * @returns `undefined` where nothing was rewritten.
 */
export function rewriteLayout(
  text: string,
  isKnown: (word: string) => boolean,
): string | undefined {
  const parts = text.slice(0, MAX_TEXT).split(/\s+/u);
  const rewritten = parts.map((part) => {
    if (tokenise(part).every(isKnown)) return part;
    const other = switchLayout(part);
    const words = tokenise(other);
    return words.length > 0 && words.every(isKnown) ? other : part;
  });
  return rewritten.some((part, index) => part !== parts[index]) ? rewritten.join(" ") : undefined;
}

/** What the same keys give on the other layout: Russian letters where the text has none yet. */
function switchLayout(text: string): string {
  const lower = text.toLowerCase();
  const keys = /\p{Script=Cyrillic}/u.test(lower) ? TO_ENGLISH : TO_RUSSIAN;
  return Array.from(lower, (key) => keys.get(key) ?? key).join("");
}
