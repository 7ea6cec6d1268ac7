import type { PageState } from "@facet/client";

/** What a page that came from a cache holds: nothing of one visitor, but the variation code. */
type SharedState = Omit<PageState, "decisionId" | "offers" | "offerLimits" | "formToken"> & {
  readonly key: string;
};

/** The state of the page that is open. */
export interface LiveState extends PageState {
  /** The variation code, where the page came from a cache. */
  readonly code?: string;
  /** A publishable key, where the page speaks to the service itself. */
  readonly writeKey?: string;
}

const TIMEOUT_MS = 5_000;
const NOTHING = { decisionId: "", page: null, slots: {}, offers: [], offerLimits: {} } as const;

/** The state that the server wrote into this page, or undefined where it wrote none. */
export function readState(): LiveState | undefined {
  const text = stateText();
  if (text === undefined) return undefined;
  try {
    // Written by `stateTag` of this same package family, so its shape is known.
    const state = JSON.parse(text) as PageState | SharedState;
    return "key" in state && !("decisionId" in state)
      ? { ...NOTHING, ...state, code: state.key }
      : (state as PageState);
  } catch {
    return undefined;
  }
}

/** The text of the state as it stands in the page now. */
export function stateText(): string | undefined {
  return document.getElementById("facet-state")?.textContent ?? undefined;
}

/** The state of a page about which nothing is decided: its events and forms still go somewhere. */
export function emptyState(target: Pick<LiveState, "endpoint" | "writeKey">): LiveState {
  return { ...NOTHING, ...target };
}

/**
 * The state with the visitor's own part, which a page from a cache has to fetch: offers, decision id
 * and form token. Where that cannot be had, the state as it is.
 */
export async function completeState(state: LiveState): Promise<LiveState> {
  if (state.code === undefined || state.decisionId !== "") return state;
  return { ...state, ...(await fetchState(state)) };
}

/** Asks the site for the state of the page at this address; undefined where it does not answer. */
export async function fetchState({
  endpoint,
  code,
}: Pick<LiveState, "endpoint" | "code">): Promise<Partial<PageState> | undefined> {
  const query = new URLSearchParams({
    url: location.pathname + location.search,
    referrer: document.referrer,
    ...(code && { code }),
  });
  return fetchJson(`${endpoint}/state?${query}`);
}

/** Parsed JSON of a GET with cookies; undefined where none came within the time limit. */
export async function fetchJson<T>(url: string): Promise<T | undefined> {
  try {
    const response = await fetch(url, {
      credentials: "include",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}
