import type { Consent } from "./context.ts";

/** Consent to each purpose that `allows` is true for. */
export function toConsent(allows: (purpose: keyof Consent) => boolean): Consent {
  return {
    storage: allows("storage"),
    analytics: allows("analytics"),
    profile: allows("profile"),
    ads: allows("ads"),
    sharing: allows("sharing"),
  };
}
