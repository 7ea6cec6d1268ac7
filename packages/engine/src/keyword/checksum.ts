const PRIME_1 = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;
const PRIME_3 = 0xc2b2ae3d;
const PRIME_4 = 0x27d4eb2f;
const PRIME_5 = 0x165667b1;

/** Words that are taken in at a time, one into each of four sums. */
const STRIPE = 4;

/**
 * XXH32 with seed 0 (Yann Collet, "xxHash fast digest algorithm"), of data that is a whole number of
 * 32-bit words. Takes about as long as reading them does.
 *
 * @returns an unsigned 32-bit number.
 */
export function checksumOf(words: Uint32Array): number {
  const striped = words.length - (words.length % STRIPE);
  let hash = striped === 0 ? PRIME_5 : hashStripes(words, striped);
  hash = (hash + 4 * words.length) | 0;
  for (let i = striped; i < words.length; i++) {
    hash = Math.imul(rotate((hash + Math.imul(words[i] as number, PRIME_3)) | 0, 17), PRIME_4);
  }
  hash = Math.imul(hash ^ (hash >>> 15), PRIME_2);
  hash = Math.imul(hash ^ (hash >>> 13), PRIME_3);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function hashStripes(words: Uint32Array, end: number): number {
  let first = (PRIME_1 + PRIME_2) | 0;
  let second = PRIME_2 | 0;
  let third = 0;
  let fourth = -PRIME_1 | 0;
  for (let i = 0; i < end; i += STRIPE) {
    first = round(first, words[i] as number);
    second = round(second, words[i + 1] as number);
    third = round(third, words[i + 2] as number);
    fourth = round(fourth, words[i + 3] as number);
  }
  return (rotate(first, 1) + rotate(second, 7) + rotate(third, 12) + rotate(fourth, 18)) | 0;
}

function round(sum: number, word: number): number {
  return Math.imul(rotate((sum + Math.imul(word, PRIME_2)) | 0, 13), PRIME_1);
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
