import { coverReport, coverTerms, type CoverOptions, TableError } from "@facet/compiler";
import { setImmediate } from "node:timers/promises";
import type { Coverage } from "../../ports.ts";

/** Rows after which decisions that wait are let in: a few milliseconds of work. */
const OPTIONS: CoverOptions = { pauseEvery: 100, pause: () => setImmediate() };

/** Reckons how a rule set covers search terms. */
export const coverage: Coverage = async (ruleset, terms) => {
  try {
    const report = isTable(terms)
      ? await coverReport(ruleset, once(terms), OPTIONS)
      : await coverTerms(ruleset, terms, OPTIONS);
    return { report };
  } catch (error) {
    if (error instanceof TableError) return { unreadable: error.message };
    throw error;
  }
};

function isTable(terms: Parameters<Coverage>[1]): terms is Uint8Array {
  return terms instanceof Uint8Array;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
