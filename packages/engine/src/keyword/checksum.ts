import { mix, stepHigh } from "../words/hash.ts";

/** Words that are taken in at a time, one into each of four hashes: none waits for another. */
const STRIPE = 4;

/**
 * A checksum of 32-bit words, by the hash of words in four lanes. A change of one word always changes it,
 * any other with a chance of all but one in 2³². Takes about as long as reading the words does.
 *
 * @returns an unsigned 32-bit number.
 */
export function checksumOf(words: Uint32Array): number {
  const striped = words.length - (words.length % STRIPE);
  let hash = hashStripes(words, striped);
  for (let i = striped; i < words.length; i++) hash = stepHigh(hash, words[i] as number);
  return mix(stepHigh(hash, words.length)) >>> 0;
}

function hashStripes(words: Uint32Array, end: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < end; i += STRIPE) {
    first = stepHigh(first, words[i] as number);
    second = stepHigh(second, words[i + 1] as number);
    third = stepHigh(third, words[i + 2] as number);
    fourth = stepHigh(fourth, words[i + 3] as number);
  }
  return stepHigh(stepHigh(stepHigh(first, second), third), fourth);
}
