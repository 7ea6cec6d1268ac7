/** The campaign tags of a URL. */
export interface Utm {
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
  readonly content?: string;
  readonly term?: string;
  readonly id?: string;
}

const NAMES = ["source", "medium", "campaign", "content", "term", "id"] as const;

/** Picks `utm_source`, `utm_medium`, `utm_campaign`, `utm_content`, `utm_term` and `utm_id`. */
export function readUtm(parameters: ReadonlyMap<string, string>): Utm {
  const utm: { -readonly [name in keyof Utm]: Utm[name] } = {};
  for (const name of NAMES) {
    const value = parameters.get(`utm_${name}`)?.trim();
    if (value !== undefined && value !== "") utm[name] = value;
  }
  return utm;
}
