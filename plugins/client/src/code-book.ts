import { createCodeSigner } from "@facet/protocol/code";
import type { CodedPage, DecisionSource } from "./sources/source.ts";
import type { ShareableDecision } from "./types.ts";

const KEPT = 500;
// A code never stands for anything else, but rules that are gone should not be shown for ever.
const KEPT_MS = 300_000;

/** Variation codes on this side: signed, checked, and read. */
export interface CodeBook {
  /** The code as clients may see it. */
  sign(coded: CodedPage): Promise<string>;
  /** Whether it is a code, and signed by us where codes are signed. */
  isOurs(coded: CodedPage): Promise<boolean>;
  /** What a code stands for; rejects where the source cannot say. */
  read(coded: CodedPage, budgetMs: number): Promise<ShareableDecision | undefined>;
}

interface Kept {
  readonly until: number;
  readonly decision: ShareableDecision;
}

/** Makes the book over a source of decisions. */
export function createCodeBook(options: {
  readonly source: DecisionSource;
  readonly secret: string | undefined;
  readonly now: () => number;
}): CodeBook {
  const { source, secret, now } = options;
  const signer = createCodeSigner(secret);
  const kept = new Map<string, Kept>();
  const asked = new Map<string, Promise<ShareableDecision | undefined>>();

  async function ask(name: string, coded: CodedPage, budgetMs: number) {
    const decision = await source.render(coded, budgetMs);
    if (decision === undefined) return undefined;
    kept.set(name, { until: now() + KEPT_MS, decision });
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return decision;
  }

  return {
    sign: ({ page, code }) => signer.sign(page, code),
    isOurs: async ({ page, code }) => (await signer.verify(page, code)) !== undefined,
    async read(coded, budgetMs) {
      const name = `${coded.page}\0${coded.code}`;
      const known = kept.get(name);
      // Put back at the end: the oldest is the one that was not asked for longest.
      kept.delete(name);
      if (known !== undefined && known.until > now()) {
        kept.set(name, known);
        return known.decision;
      }
      const asking = asked.get(name) ?? ask(name, coded, budgetMs);
      asked.set(name, asking);
      try {
        return await asking;
      } finally {
        asked.delete(name);
      }
    },
  };
}
