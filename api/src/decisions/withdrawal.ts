import { LRUCache } from "lru-cache";
import { type RequestFacts, resolveConsent } from "@facet/context";
import type { EraseVisitor } from "../privacy/erase.ts";
import type { VisitorRef } from "../visitors/store.ts";

/** Forgets visitors who take their consent back. */
export interface Withdrawals {
  /**
   * Erases a visitor, once.
   *
   * @returns whether they are erased; if not, the store did not confirm it in time, and the next
   *   request is to try again.
   */
  withdraw(visitor: VisitorRef, budgetMs: number): Promise<boolean>;
}

const MAX_REMEMBERED = 10_000;
/** Who asks, in the access log. */
const WHO = "visitor";

/** Makes the place where consent is taken back. */
export function createWithdrawals(erase: EraseVisitor): Withdrawals {
  const erased = new LRUCache<string, Promise<boolean>>({ max: MAX_REMEMBERED });

  function eraseOnce(visitor: VisitorRef): Promise<boolean> {
    const key = `${visitor.site}\0${visitor.id}`;
    const known = erased.get(key);
    if (known !== undefined) return known;
    const erasing = erase(visitor, WHO).then(
      () => true,
      () => {
        erased.delete(key);
        return false;
      },
    );
    erased.set(key, erasing);
    return erasing;
  }

  return { withdraw: (visitor, budgetMs) => inTime(eraseOnce(visitor), budgetMs) };
}

/**
 * Whether somebody refuses storage: the request, the consent cookie or `Sec-GPC`. A site's default
 * is nobody's word.
 */
export function refusesStorage({ consent, headers = {} }: RequestFacts): boolean {
  return !resolveConsent({
    asked: consent,
    cookieHeader: headers["cookie"],
    gpc: headers["sec-gpc"],
    siteDefault: "granted",
  }).storage;
}

async function inTime(done: Promise<boolean>, budgetMs: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), budgetMs);
  });
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
