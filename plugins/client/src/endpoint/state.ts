import { readVisitorCookie } from "../cookies.ts";
import { publicUrl, toDecideRequest } from "../facts.ts";
import type { LocalSource } from "../sources/source.ts";
import { toPageState } from "../state.ts";
import type { Facet } from "../types.ts";
import { jsonAnswer, problemAnswer } from "./answer.ts";
import { toView } from "./view.ts";

/** Answers the state of a page to the page that has come from a cache, or is shared. */
export type AnswerState = (request: Request, address: string | undefined) => Promise<Response>;

/**
 * Makes what answers `GET …/state?url=&referrer=`: the visitor's own part of the page (offers, ids,
 * form token). The navigation was counted by the layer that decided; where that was a rule set in
 * this process, which knows no visitors, the page view is counted here.
 */
export function createStateAnswer(options: {
  /** Decides by the source that knows visitors. */
  readonly handle: Facet["handle"];
  /** The rule set that decides shared pages before a service; absent: there is one source. */
  readonly ruleset: LocalSource | undefined;
  readonly site: URL | undefined;
}): AnswerState {
  const { handle, ruleset, site } = options;

  async function isCounted(view: Request, address: string | undefined): Promise<boolean> {
    if (ruleset === undefined) return true;
    const url = publicUrl(view, site);
    const visitor = readVisitorCookie(view, url);
    try {
      const asked = toDecideRequest(view, { url, visitor, address, decide: undefined });
      return !(await ruleset.decide(asked)).isShareable;
    } catch {
      return true;
    }
  }

  return async (request, address) => {
    if (request.headers.get("sec-fetch-site") === "cross-site") {
      return problemAnswer(403, "Foreign origin");
    }
    const view = toView(request, site);
    const { decision, setCookies } = await handle(view, {
      decide: (await isCounted(view, address)) ? { peek: true, counted: true } : { peek: false },
      ...(address === undefined ? {} : { address }),
    });
    return jsonAnswer(200, toPageState(decision), setCookies);
  };
}
