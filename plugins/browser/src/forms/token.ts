import type { PageState } from "@facet/client";

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
  state: PageState,
): Promise<string | undefined> {
  const input = form.querySelector<HTMLInputElement>("input[name=_facet_token]");
  const written = input?.value || state.formToken;
  const isFresh = written && Date.now() - performance.timeOrigin < STALE_MS;
  const token = isFresh ? written : ((await fetchToken(state.endpoint)) ?? written);
  await new Promise((resolve) => setTimeout(resolve, MIN_AGE_MS));
  return token;
}

async function fetchToken(endpoint: string): Promise<string | undefined> {
  try {
    const url = encodeURIComponent(location.pathname + location.search);
    const response = await fetch(`${endpoint}/state?url=${url}`);
    return ((await response.json()) as PageState).formToken;
  } catch {
    return undefined;
  }
}
