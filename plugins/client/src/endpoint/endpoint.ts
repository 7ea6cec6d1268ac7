import { ENDPOINT, publicUrl } from "../facts.ts";
import type { PageFacts, Reporter } from "../report.ts";
import type { Facet } from "../types.ts";
import { problemAnswer } from "./answer.ts";
import { answerDecide } from "./decide.ts";
import type { AnswerGate } from "./gate.ts";
import { answerLeads } from "./leads.ts";
import { isSameOrigin, toOwnPath } from "./origin.ts";
import type { AnswerState } from "./state.ts";
import { answerTrack } from "./track.ts";

/**
 * The endpoint that a page posts to on its own origin: `track`, `leads`, `state` and `decide` below
 * `/~facet/`, and `gate`, which a proxy asks. The server adds the visitor's cookie, so the page never
 * sees an id.
 */
export function createEndpoint(options: {
  readonly reporter: Reporter;
  readonly answerState: AnswerState;
  readonly answerGate: AnswerGate;
  /** Decides by the source that knows visitors. */
  readonly handle: Facet["handle"];
  readonly site: URL | undefined;
}): Facet["handleEvents"] {
  const { reporter, answerState, answerGate, handle, site } = options;

  async function route(request: Request, address: string | undefined): Promise<Response> {
    const url = publicUrl(request, site);
    const action = url.pathname.slice(ENDPOINT.length + 1);
    const page = toPageFacts(request, site, address);
    if (action === "state") return answerState(request, address);
    if (action === "gate") return answerGate(request, address);
    if (action === "decide") return answerDecide(request, { handle, site, address });
    if (action !== "track" && action !== "leads") return problemAnswer(404, "Not found");
    if (request.method !== "POST") {
      const refusal = problemAnswer(405, "Method not allowed", { detail: "Use POST." });
      refusal.headers.set("allow", "POST");
      return refusal;
    }
    if (!isSameOrigin(request, site)) {
      return problemAnswer(403, "Foreign origin", {
        detail: "Only pages of this site may post here. Behind a proxy, set `site` to its origin.",
      });
    }
    if (action === "track") return answerTrack(request, reporter, page);
    return answerLeads(request, reporter, { page, site });
  }

  return async (request, { address } = {}) => {
    try {
      return await route(request, address);
    } catch {
      return problemAnswer(400, "Unreadable request", { detail: "The body could not be read." });
    }
  };
}

function toPageFacts(
  request: Request,
  site: URL | undefined,
  address: string | undefined,
): PageFacts {
  const path = toOwnPath(request.headers.get("referer"), request, site);
  return {
    ...(path === undefined ? {} : { url: new URL(path, publicUrl(request, site)).href }),
    ...(address === undefined ? {} : { address }),
  };
}
