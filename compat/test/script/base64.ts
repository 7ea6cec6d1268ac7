import type { KeywordBuffers } from "@facet/engine";
import type { PreparedBuffers } from "./prepared.ts";

/** The bytes of a base64 text, in a buffer of their own. */
export function toBytes(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
}

/** Buffers of phrases from their base64. */
export function toBuffers({ index, texts }: PreparedBuffers): KeywordBuffers {
  return { index: toBytes(index), texts: toBytes(texts) };
}
