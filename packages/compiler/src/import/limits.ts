import { fold, isStopWord, plainPhrase } from "@facet/engine";

const MAX_LENGTH = 4_096;
const MAX_WORDS = 7;
const MAX_WORD_LENGTH = 35;

/**
 * Checks a phrase against the limits of Yandex Direct, past which Direct itself would refuse it.
 *
 * @returns what is wrong, in words; `undefined` where nothing is.
 */
export function checkDirectLimits(phrase: string): string | undefined {
  if (phrase.length > MAX_LENGTH)
    return `the phrase has ${phrase.length} characters; Direct takes ${MAX_LENGTH}`;
  const words = plainPhrase(phrase).split(" ").map(fold);
  const long = words.find((word) => word.length > MAX_WORD_LENGTH);
  if (long !== undefined) {
    return `the word "${long}" has ${long.length} characters; Direct takes ${MAX_WORD_LENGTH} a word`;
  }
  const counted = words.filter((word) => !isStopWord(word, "yandex"));
  if (counted.length <= MAX_WORDS) return undefined;
  return `"${phrase}" has ${counted.length} words besides stop and minus words; Direct takes ${MAX_WORDS}`;
}
