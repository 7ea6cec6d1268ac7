import type { Facet, FacetDecision } from "../types.ts";
import { jsonAnswer, problemAnswer } from "./answer.ts";
import { toView } from "./view.ts";

/**
 * Answers `GET …/decide?url=&referrer=` to a page that no server rendered: the decision for this
 * page view, which is counted here, for no navigation was. Of the visitor it says no more than
 * whether they have been here before.
 */
export async function answerDecide(
  request: Request,
  options: {
    readonly handle: Facet["handle"];
    readonly site: URL | undefined;
    readonly address: string | undefined;
  },
): Promise<Response> {
  if (request.headers.get("sec-fetch-site") === "cross-site") {
    return problemAnswer(403, "Foreign origin");
  }
  const { handle, site, address } = options;
  const { decision, setCookies } = await handle(toView(request, site), {
    decide: { peek: false },
    ...(address === undefined ? {} : { address }),
  });
  return jsonAnswer(200, toPublic(decision), setCookies);
}

function toPublic(decision: FacetDecision) {
  const { visitor, warnings: _, explain: __, ...shown } = decision;
  return { ...shown, visitor: { returning: visitor.returning } };
}
