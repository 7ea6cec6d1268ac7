import type { LiveState } from "./state.ts";

const SELECTOR = "form[data-facet-form]";

/**
 * Loads the form runtime at the first touch of a form and hands it over. A submit that comes before
 * it has loaded waits for it; where it cannot load, the form posts itself.
 */
export function watchForms(whole: Promise<LiveState>): () => void {
  const stop = new AbortController();
  const loading = new WeakMap<Element, Promise<boolean>>();
  const settled = new WeakSet<Element>();
  const enhance = async (form: HTMLFormElement): Promise<boolean> => {
    try {
      const [{ enhanceForm }, state] = await Promise.all([import("./forms/enhance.ts"), whole]);
      enhanceForm(form, { state });
      return true;
    } catch {
      return false;
    } finally {
      settled.add(form);
    }
  };
  const reach = async (event: Event) => {
    const element = event.target instanceof Element ? event.target : undefined;
    const form = element?.closest<HTMLFormElement>(SELECTOR);
    if (!form || settled.has(form)) return;
    const isSubmit = event.type === "submit";
    if (isSubmit) event.preventDefault();
    const enhanced = loading.get(form) ?? enhance(form);
    loading.set(form, enhanced);
    const isEnhanced = await enhanced;
    if (!isSubmit) return;
    if (isEnhanced) form.requestSubmit();
    else form.submit();
  };
  for (const type of ["focusin", "pointerdown", "submit"]) {
    document.addEventListener(type, (event) => void reach(event), {
      capture: true,
      signal: stop.signal,
    });
  }
  return () => stop.abort();
}
