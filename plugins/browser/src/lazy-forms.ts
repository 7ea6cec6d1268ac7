import type { PageState } from "@facet/client";

const SELECTOR = "form[data-facet-form]";

/**
 * Loads the form runtime at the first touch of a form and hands it over. A submit that comes before
 * it has loaded waits for it; where it cannot load, the form posts itself.
 */
export function watchForms(state: PageState): () => void {
  const stop = new AbortController();
  const taken = new WeakSet<Element>();
  const reach = async (event: Event) => {
    const element = event.target instanceof Element ? event.target : undefined;
    const form = element?.closest<HTMLFormElement>(SELECTOR);
    if (!form || taken.has(form)) return;
    const isSubmit = event.type === "submit";
    if (isSubmit) event.preventDefault();
    taken.add(form);
    try {
      const { enhanceForm } = await import("./forms/enhance.ts");
      enhanceForm(form, { state });
      if (isSubmit) form.requestSubmit();
    } catch {
      if (isSubmit) form.submit();
    }
  };
  for (const type of ["focusin", "pointerdown", "submit"]) {
    document.addEventListener(type, (event) => void reach(event), {
      capture: true,
      signal: stop.signal,
    });
  }
  return () => stop.abort();
}
