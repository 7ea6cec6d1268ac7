import { FacetError } from "./error.ts";
import type { FacetResult } from "./types.ts";

/** Options of {@link guardShared}. */
export interface GuardSharedOptions {
  /** Whether leaks throw. Default: where there is a `NODE_ENV` to read, unless it is `production`. */
  readonly development?: boolean;
}

/**
 * Keeps what is one visitor's out of a page that a cache will give to others. Call it with the page
 * as it goes into the cache, before the layer that decides adds its headers.
 *
 * In development it throws for a `Set-Cookie`, and its body fails where the HTML contains the visitor
 * id or the decision id. In production a page with a `Set-Cookie` is kept out of shared caches.
 *
 * @returns the response to send.
 * @throws FacetError `LEAK`.
 */
export function guardShared(
  result: Pick<FacetResult, "scope" | "decision">,
  response: Response,
  { development = isDevelopment() }: GuardSharedOptions = {},
): Response {
  if (result.scope === "private") return response;
  const setsCookie = response.headers.has("set-cookie");
  if (!development) return setsCookie ? withoutSharing(response) : response;
  const { decision } = result;
  if (setsCookie) {
    throw new FacetError(
      "LEAK",
      `page ${decision.page} is ${result.scope}, so a cache may give it to others, and it sets a cookie; set cookies in the layer that decides, or pass cache: "none" to createFacet`,
    );
  }
  const secrets = [
    ["visitor id", decision.visitor.id ?? ""],
    ["decision id", decision.decisionId],
  ] as const;
  const isHtml = /\bhtml\b/i.test(response.headers.get("content-type") ?? "");
  const sought = secrets.filter(([, text]) => text !== "");
  if (response.body === null || !isHtml || sought.length === 0) return response;
  const checked = response.body.pipeThrough(createLeakDetector(sought, decision.page));
  return new Response(checked, response);
}

/** Hands bytes on as they are; ids are ASCII, so any encoding of web pages shows them. */
function createLeakDetector(
  sought: readonly (readonly [name: string, text: string])[],
  page: string | null,
): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder("latin1");
  // What two pieces are cut at may be the middle of what is sought.
  const overlap = Math.max(...sought.map(([, text]) => text.length)) - 1;
  let tail = "";
  return new TransformStream({
    transform(piece, controller) {
      const seen = tail + decoder.decode(piece);
      const leak = sought.find(([, text]) => seen.includes(text));
      if (leak !== undefined) {
        throw new FacetError(
          "LEAK",
          `page ${page} is shared, so a cache may give it to others, and its HTML contains the ${leak[0]}; show only what toShareable(decision) has`,
        );
      }
      tail = overlap === 0 ? "" : seen.slice(-overlap);
      controller.enqueue(piece);
    },
  });
}

function withoutSharing(response: Response): Response {
  const kept = new Response(response.body, response);
  kept.headers.set("cdn-cache-control", "no-store");
  kept.headers.set("cache-control", "private, no-store");
  return kept;
}

function isDevelopment(): boolean {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env !== undefined && process.env["NODE_ENV"] !== "production";
}
