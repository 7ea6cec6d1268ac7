import { murmur3 } from "./murmur3.ts";
import { maxUtf8Bytes, writeUtf8 } from "./utf8.ts";

/** Buckets of one draw: a share in basis points is a range of them. */
export const BUCKETS = 10_000;

/** What a draw is for: each purpose is independent of the others. */
export type BucketPurpose = "traffic" | "arm" | "holdout";

/**
 * Draws a visitor's bucket: MurmurHash3 x86_32 over the UTF-8 bytes of the three texts joined by
 * NUL, scaled to {@link BUCKETS}. The same arguments give the same bucket for ever.
 *
 * @param experiment Id of the experiment, of the offer, or (for its holdout) of the site.
 * @returns an integer, 0–9999.
 */
export function bucket(experiment: string, purpose: BucketPurpose, visitorId: string): number {
  const text = `${experiment}\u0000${purpose}\u0000${visitorId}`;
  const room = maxUtf8Bytes(text) + WORD_BYTES;
  const bytes = room > scratch.length ? new Uint8Array(room) : scratch;
  const length = writeUtf8(text, bytes);
  bytes.fill(0, length, length + WORD_BYTES);
  return Math.floor((murmur3(bytes, 0, length) / 2 ** 32) * BUCKETS);
}

const WORD_BYTES = 4;

// Making an array costs ten times the hash of what is in it.
const scratch = new Uint8Array(1_024);
