import type { Identities } from "../visitors/identities.ts";
import type { VisitorRef } from "../visitors/store.ts";
import type { Visitors } from "../visitors/visitors.ts";
import type { AccessLog } from "./access-log.ts";

/**
 * Erases a visitor under every name, in the store and in this process, and writes down that it was
 * asked for.
 *
 * @param who Who asks, for the access log.
 * @returns whether anything was known of them.
 * @throws StoreUnavailable where the store did not confirm.
 */
export type EraseVisitor = (visitor: VisitorRef, who: string) => Promise<boolean>;

/** What erasing works with. */
export interface ErasingOptions {
  readonly visitors: Pick<Visitors, "about" | "erase" | "remove">;
  readonly accessLog: Pick<AccessLog, "bury">;
  /** What this process remembers of visitors; absent: nothing. */
  readonly identities?: Pick<Identities, "forget"> | undefined;
}

/** Makes what erases visitors. */
export function createErasing({ visitors, accessLog, identities }: ErasingOptions): EraseVisitor {
  return async (visitor, who) => {
    const about = await visitors.about(visitor);
    for (const { name } of about.names) identities?.forget({ ...visitor, id: name });
    // First, so that nobody is erased without a line about it.
    const line = await accessLog.bury(visitor, about, who);
    if (await visitors.erase(visitor)) return true;
    await visitors.remove(line);
    return false;
  };
}
