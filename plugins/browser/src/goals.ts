import type { Sender } from "./sender.ts";

/** Reports a click on, or a submit of, anything inside `[data-facet-goal="Event Name"]`. */
export function watchGoals(sender: Sender): () => void {
  const stop = new AbortController();
  const report = (event: Event) => {
    const element = event.target instanceof Element ? event.target : undefined;
    const marked = element?.closest("[data-facet-goal]");
    const name = marked?.getAttribute("data-facet-goal");
    if (!marked || !name || marked.closest("[data-facet-ignore]")) return;
    const isForm = marked instanceof HTMLFormElement;
    if (isForm !== (event.type === "submit") || (isForm && !marked.matches(":valid"))) return;
    const slot = marked.closest("[data-facet]")?.getAttribute("data-facet");
    sender.add({ event: name, properties: { slot: slot ?? undefined } });
    // The click may leave the page.
    sender.flush();
  };
  for (const type of ["click", "submit"]) {
    document.addEventListener(type, report, { capture: true, signal: stop.signal });
  }
  return () => stop.abort();
}
