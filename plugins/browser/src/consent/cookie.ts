const PURPOSES = ["storage", "analytics", "profile", "ads", "sharing"] as const;
/** Half a year, after which a visitor is asked again. */
const MAX_AGE_SECONDS = 182 * 86_400;

/** What a visitor allowed, by purpose. */
export type Consent = Readonly<Record<(typeof PURPOSES)[number], boolean>>;

/** The site's consent cookie, `fct_c=storage.analytics`; undefined where the visitor has not spoken. */
export function readConsent(): Consent | undefined {
  const [, value] = /(?:^|; )fct_c=([^;]*)/.exec(document.cookie) ?? [];
  if (value === undefined) return undefined;
  return Object.fromEntries(
    PURPOSES.map((purpose) => [purpose, value.includes(purpose)]),
  ) as Consent;
}

/** Whether the visitor refused to have events kept. */
export function isRefused(): boolean {
  const consent = readConsent();
  return consent !== undefined && !(consent.storage && consent.analytics);
}

/** Keeps a choice for half a year. What it leaves out stays as it was chosen, else it is denied. */
export function writeConsent(choice: Partial<Consent>): void {
  const before = readConsent();
  const allowed = PURPOSES.filter((purpose) => choice[purpose] ?? before?.[purpose]);
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const value = allowed.join(".") || "none";
  document.cookie = `fct_c=${value}; Path=/; Max-Age=${MAX_AGE_SECONDS}; SameSite=Lax${secure}`;
}
