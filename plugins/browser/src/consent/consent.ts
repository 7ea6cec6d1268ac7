import type { Target } from "../sender.ts";
import { readConsent, writeConsent } from "./cookie.ts";
import type { Consent } from "./cookie.ts";

/** What a change of mind touches. */
export interface ConsentOptions {
  /** Where the page reports. */
  readonly target: () => Target;
  /** Throws away what may no longer be sent. */
  readonly flush: () => void;
}

/**
 * Keeps a choice and answers with the whole of it; undefined where the visitor has not spoken. A
 * change is told as `facet:consent` on `document`; refused storage removes what is Facet's own.
 */
export function settleConsent(
  choice: Partial<Consent> | undefined,
  { target, flush }: ConsentOptions,
): Consent | undefined {
  const before = JSON.stringify(readConsent());
  if (choice !== undefined) writeConsent(choice);
  const consent = readConsent();
  if (JSON.stringify(consent) === before) return consent;
  document.dispatchEvent(new CustomEvent("facet:consent", { detail: consent }));
  flush();
  if (consent?.storage === false) {
    import("./forget.ts").then(
      ({ forgetVisitor }) => forgetVisitor(target()),
      // Where it cannot load, the next page view takes the visitor's cookie away.
      () => undefined,
    );
  }
  return consent;
}
