import type { SignalValue } from "../../context.ts";
import { toInstant } from "../instant.ts";
import type { Truth } from "../truth.ts";

/**
 * `olderThan`, `newerThan`: more, or less, than so long before the clock of the decision. What is no
 * instant is unknown; the future is newer than anything.
 */
export function hasAge(
  is: "olderThan" | "newerThan",
  value: SignalValue,
  { ms, now }: { readonly ms: number; readonly now: number },
): Truth {
  const at = toInstant(value);
  if (at === undefined) return "unknown";
  return is === "olderThan" ? now - at > ms : now - at < ms;
}
