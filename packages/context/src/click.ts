/** A click id that an ad system put into the URL. */
export interface Click {
  readonly platform: string;
  readonly id: string;
  /** The id proves a paid click; `fbclid` does not: Facebook puts it on every outgoing link. */
  readonly paid: boolean;
}

interface ClickParameter {
  readonly name: string;
  readonly platform: string;
  readonly paid: boolean;
}

// The most telling first: a URL may carry several.
const CLICK_PARAMETERS: readonly ClickParameter[] = [
  { name: "yclid", platform: "yandex", paid: true },
  { name: "gclid", platform: "google", paid: true },
  { name: "wbraid", platform: "google", paid: true },
  { name: "gbraid", platform: "google", paid: true },
  { name: "dclid", platform: "google", paid: true },
  { name: "msclkid", platform: "microsoft", paid: true },
  { name: "ymclid", platform: "yandex", paid: true },
  { name: "rb_clickid", platform: "vk", paid: true },
  { name: "ttclid", platform: "tiktok", paid: true },
  { name: "twclid", platform: "twitter", paid: true },
  { name: "li_fat_id", platform: "linkedin", paid: true },
  { name: "fbclid", platform: "meta", paid: false },
  { name: "_openstat", platform: "yandex", paid: true },
];

/** All URL parameters that say which ad click brought the visitor. */
export const CLICK_NAMES: readonly string[] = CLICK_PARAMETERS.map(({ name }) => name);

/** Finds the ad click of a URL by the names that the ad systems use for their click ids. */
export function readClick(parameters: ReadonlyMap<string, string>): Click | undefined {
  for (const { name, platform, paid } of CLICK_PARAMETERS) {
    const id = parameters.get(name)?.trim();
    if (id !== undefined && id !== "") return { platform, id, paid };
  }
  return undefined;
}
