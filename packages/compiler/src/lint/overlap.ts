import type { Schedule } from "@facet/engine";

/** Says whether two rules can be on for one page; absent pages are all pages. */
export function pagesOverlap(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): boolean {
  return a === undefined || b === undefined || a.some((page) => b.includes(page));
}

/** Says whether two schedules can be on at one moment; an absent one is always on. */
export function schedulesOverlap(a: Schedule | undefined, b: Schedule | undefined): boolean {
  if (!a || !b) return true;
  if (a.days && b.days && !a.days.some((day) => b.days?.includes(day))) return false;
  return startsBefore(a, b) && startsBefore(b, a);
}

function startsBefore(a: Schedule, b: Schedule): boolean {
  return (a.from ?? -Infinity) < (b.until ?? Infinity);
}
