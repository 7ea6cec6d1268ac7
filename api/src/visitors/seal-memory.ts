import { LRUCache } from "lru-cache";
import { isInTime, type Opened, type Seal } from "./seal.ts";

/** A seal that can forget again what it remembers. */
export interface RememberingSeal extends Seal {
  /** Forgets all bodies that name this id. */
  forget(id: string): void;
}

/** Characters of texts and bodies that are remembered at most. */
const MAX_CHARACTERS = 8_000_000;

/**
 * A seal that remembers what it sealed and opened lately, so that the next request of a visitor costs
 * no deciphering: in a decision that is the dearest part besides sealing. It opens nothing that the
 * seal itself would not.
 */
export function rememberSealed(seal: Seal): RememberingSeal {
  const known = new LRUCache<string, Opened>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ body }, key) => key.length + body.length,
  });
  return {
    forget(id) {
      const written = JSON.stringify(id);
      for (const [key, { body }] of known.entries()) if (body.includes(written)) known.delete(key);
    },
    async seal(body, options) {
      const text = await seal.seal(body, options);
      known.set(keyOf(text, options), { body, issuedAt: options.issuedAt, isCurrent: true });
      return text;
    },
    async open(text, options) {
      const key = keyOf(text, options);
      const remembered = known.get(key);
      if (remembered !== undefined) return isInTime(remembered, options) ? remembered : undefined;
      const opened = await seal.open(text, options);
      if (opened !== undefined) known.set(key, opened);
      return opened;
    },
  };
}

function keyOf(text: string, { site, purpose }: { site: string; purpose: string }): string {
  return `${purpose}\0${site}\0${text}`;
}
