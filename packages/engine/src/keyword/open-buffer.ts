import { RulesetError } from "../load/ruleset-error.ts";
import type { BufferSeal, KeywordBuffers } from "../ruleset.ts";
import { checksumOf } from "./checksum.ts";

/** Says of a buffer what tells it from others. */
export function sealBuffer(buffer: ArrayBuffer): BufferSeal {
  return { bytes: buffer.byteLength, checksum: checksumOf(new Uint32Array(buffer)) };
}

/**
 * Views a buffer that goes with an artifact, once it has turned out to be whole and the artifact's
 * own: past that nothing that is read of it needs checking.
 *
 * @throws RulesetError where it is not.
 */
export function openBuffer(
  buffer: ArrayBuffer,
  { bytes, checksum }: BufferSeal,
  name: keyof KeywordBuffers,
): Uint32Array<ArrayBuffer> {
  if (buffer.byteLength !== bytes || bytes % 4 !== 0) {
    throw new RulesetError(
      "malformed",
      `the buffer "${name}" of the phrases has ${buffer.byteLength} bytes, expected ${bytes}: take it and the rule set of one revision`,
    );
  }
  const words = new Uint32Array(buffer);
  if (checksumOf(words) !== checksum) {
    throw new RulesetError(
      "malformed",
      `the buffer "${name}" of the phrases is damaged or of another revision: take it and the rule set anew`,
    );
  }
  return words;
}
