/**
 * Whether a slot that could only be filled late is to be left as it is: what the visitor sees, or has
 * scrolled past, would move or change before their eyes. `data-facet-late="swap"` or `"skip"` says it
 * for a slot, or for all slots of an element.
 */
export function isLeftAlone(root: Element): boolean {
  const said = root.closest("[data-facet-late]")?.getAttribute("data-facet-late");
  if (said === "swap") return false;
  return said === "skip" || root.getBoundingClientRect().top < innerHeight;
}
