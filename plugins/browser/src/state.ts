import type { PageState } from "@facet/client";

/** The decision that the server wrote into this page, or undefined where it wrote none. */
export function readState(): PageState | undefined {
  const text = document.getElementById("facet-state")?.textContent;
  if (text === null || text === undefined) return undefined;
  try {
    // Written by `stateTag` of this same package family, so its shape is known.
    return JSON.parse(text) as PageState;
  } catch {
    return undefined;
  }
}
