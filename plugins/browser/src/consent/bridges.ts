import type { Consent } from "./cookie.ts";

/** Hears of a choice. */
type OnChoice = (choice: Partial<Consent>) => void;

/** Consent tools that a choice can be read from. */
export type ConsentSource = "google" | "tcf";

type Tcf = (
  command: string,
  version: number,
  callback: (data: TcData, success: boolean) => void,
  id?: number,
) => void;

interface TcData {
  readonly eventStatus?: string;
  readonly gdprApplies?: boolean;
  readonly listenerId?: number;
  readonly purpose?: { readonly consents?: Readonly<Record<string, boolean>> };
}

const TCF_WAIT_MS = 500;
const TCF_TRIES = 20;

/** Hands on what the page's consent tools say, now and whenever it changes. Returns how to stop. */
export function watchConsent(sources: readonly ConsentSource[], onChoice: OnChoice): () => void {
  const stops = sources.map((source) =>
    source === "google" ? watchGoogle(onChoice) : watchTcf(onChoice),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Google's Consent Mode v2: the commands `consent default` and `consent update` of the data layer
 * (developers.google.com/tag-platform/security/guides/consent). A default is no visitor's choice,
 * so nothing is handed on before an update. What a site's banner never speaks of stays denied.
 */
function watchGoogle(onChoice: OnChoice): () => void {
  const page = globalThis as { dataLayer?: unknown[] };
  const layer = (page.dataLayer ??= []);
  const said = new Map<string, unknown>();
  const hear = (entry: unknown) => {
    const [command, action, values] = Array.from((entry ?? []) as ArrayLike<unknown>);
    if (command !== "consent" || typeof values !== "object" || values === null) return;
    for (const [name, value] of Object.entries(values)) said.set(name, value);
    if (action !== "update") return;
    const granted = (...names: readonly string[]) =>
      names.every((name) => said.get(name) === "granted");
    onChoice({
      storage: granted("analytics_storage") || granted("functionality_storage"),
      analytics: granted("analytics_storage"),
      profile: granted("personalization_storage"),
      ads: granted("ad_storage", "ad_personalization"),
      sharing: granted("ad_storage", "ad_user_data"),
    });
  };
  for (const entry of layer) hear(entry);
  // The data layer tells nobody of what is pushed, and Google's own tags listen the same way.
  const push = layer.push;
  const heard: typeof push = (...entries) => {
    const length = push.apply(layer, entries);
    for (const entry of entries) hear(entry);
    return length;
  };
  layer.push = heard;
  return () => {
    if (layer.push === heard) layer.push = push;
  };
}

/**
 * IAB's Transparency & Consent Framework 2 (`__tcfapi`): purpose 1 is storage, 8 analytics, 5 and 6
 * the profile, 3 and 4 ads. Passing data on has no purpose of its own there, so it stays denied.
 * Where the law does not apply nothing is said.
 */
function watchTcf(onChoice: OnChoice): () => void {
  const stop = new AbortController();
  const find = (): Tcf | undefined => {
    const { ["__tcfapi"]: tcf } = globalThis as { __tcfapi?: Tcf };
    return tcf;
  };
  const listen = (tcf: Tcf) => {
    tcf("addEventListener", 2, ({ eventStatus, gdprApplies, purpose, listenerId }, success) => {
      if (stop.signal.aborted) return tcf("removeEventListener", 2, () => undefined, listenerId);
      const isChoice = eventStatus === "tcloaded" || eventStatus === "useractioncomplete";
      if (!success || !isChoice || gdprApplies === false) return;
      const allows = (...ids: readonly number[]) =>
        ids.every((id) => purpose?.consents?.[id] === true);
      onChoice({
        storage: allows(1),
        analytics: allows(1, 8),
        profile: allows(1, 5, 6),
        ads: allows(1, 3, 4),
        sharing: false,
      });
    });
  };
  // Consent tools load whenever they like.
  const wait = (tries: number) => {
    const tcf = find();
    if (tcf !== undefined) listen(tcf);
    else if (tries > 0 && !stop.signal.aborted) setTimeout(() => wait(tries - 1), TCF_WAIT_MS);
  };
  wait(TCF_TRIES);
  return () => stop.abort();
}
