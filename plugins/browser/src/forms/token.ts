import { fetchJson } from "../state.ts";
import type { LiveState } from "../state.ts";

/** A token is believed for twelve hours; a page that has been open for longer asks for a new one. */
const STALE_MS = 11 * 3_600_000;
/** A submit sooner after its token than two seconds is taken for a machine's. */
const MIN_AGE_MS = 2_100;

/**
 * The token that a form sends along: the page's own, or a new one where that has none or is old.
 * Resolves once it may be sent; undefined where there is none to be had.
 */
export async function findToken(
  form: HTMLFormElement,
  state: LiveState,
): Promise<string | undefined> {
  const input = form.querySelector<HTMLInputElement>("input[name=_facet_token]");
  const written = input?.value || state.formToken;
  const isFresh = written && Date.now() - performance.timeOrigin < STALE_MS;
  const token = isFresh ? written : ((await fetchToken(state)) ?? written);
  await new Promise((resolve) => setTimeout(resolve, MIN_AGE_MS));
  return token;
}

async function fetchToken({ endpoint }: LiveState): Promise<string | undefined> {
  const url = encodeURIComponent(location.pathname + location.search);
  return (await fetchJson<Partial<LiveState>>(`${endpoint}/state?url=${url}`))?.formToken;
}
