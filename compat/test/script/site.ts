import { createApp, createMemoryStore, createSeal, createSites } from "@facet/api";
import type { RulesetSource } from "@facet/api";
import { createFacet } from "@facet/client";
import type { FacetDecision } from "@facet/client";
import { createLocalSource } from "@facet/client/local";
import { createContextReader, createDeviceReader } from "@facet/context";
import { loadRuleset } from "@facet/engine";
import type { Ruleset } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import type { DecideRequest, DecideResponse } from "@facet/protocol";
import { toBuffers } from "./base64.ts";
import type { Prepared } from "./prepared.ts";

const NOW = Date.UTC(2026, 11, 5, 12);
const SEAL_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const CODE_SECRET = "the same in every runtime";
const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const NOWHERE = { lookup: () => undefined };

/** What `POST /v1/decide` of the service says to each request, but for what is drawn at random. */
export async function askService(
  site: Prepared["site"],
  asked: readonly DecideRequest[],
): Promise<readonly unknown[]> {
  const { artifact } = site;
  const keywords = loadKeywords(artifact, toBuffers(site.buffers));
  const devices = createDeviceReader();
  const app = createApp({
    sites: createSites([
      { name: artifact.site.id, rulesets: fixed(loadRuleset(artifact, { keywords })) },
    ]),
    store: createMemoryStore(),
    reader: createContextReader({ geo: NOWHERE, platformHeaders: "cloudflare", devices }),
    devices,
    seal: await createSeal(SEAL_KEY),
    codeSecret: CODE_SECRET,
    lint: async () => [],
    coverage: async () => ({ unreadable: "no compiler here" }),
    log: QUIET,
    now: () => NOW,
  });
  const answers: unknown[] = [];
  for (const body of asked) {
    const response = await app.hono.request("/v1/decide", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const { cookies, ...decision } = (await response.json()) as DecideResponse;
    // What is sealed in a cookie has a nonce.
    const named = cookies?.map((cookie) => cookie.replace(/=[^;]*/u, ""));
    answers.push({ status: response.status, ...fixedParts(decision), named });
  }
  await app.close();
  return answers;
}

/** What the client, deciding in process, says to each page view: decision, headers, the code read back. */
export async function askClient(
  { artifact, buffers }: Prepared["site"],
  asked: readonly DecideRequest[],
): Promise<readonly unknown[]> {
  const facet = createFacet({
    ruleset: createLocalSource({
      artifact,
      keywords: toBuffers(buffers),
      platformHeaders: "cloudflare",
      now: () => NOW,
    }),
    codeSecret: CODE_SECRET,
    timeoutMs: 60_000,
    log: () => {},
  });
  const answers: unknown[] = [];
  for (const { url = "", headers, ip, at, attributes, slots } of asked) {
    const request = new Request(url, { headers: { ...headers } });
    const result = await facet.handle(request, {
      ...(ip === undefined ? {} : { address: ip }),
      decide: { ...(at && { at }), ...(attributes && { attributes }), ...(slots && { slots }) },
    });
    const { decision, requestHeaders, responseHeaders, pageHeaders, scope, code } = result;
    // How long it took is nobody's vector.
    responseHeaders.delete("server-timing");
    const shared = code === undefined ? undefined : await facet.fromCode(`${decision.page}`, code);
    const sent = [requestHeaders, responseHeaders, pageHeaders].map((some) => Array.from(some));
    answers.push({ decision: fixedParts(decision), sent, scope, code, shared });
  }
  return answers;
}

/** A decision without its id, its visitor's and its token. */
function fixedParts(decision: FacetDecision): object {
  const { decisionId: _, formToken: __, visitor, ...rest } = decision;
  return { ...rest, visitor: { ...visitor, id: undefined } };
}

function fixed(ruleset: Ruleset): RulesetSource {
  return {
    current: () => ruleset,
    recent: () => [ruleset],
    loadedAt: () => NOW,
    reload: () => ({ state: "ok", at: NOW, problems: [] }),
    close: async () => {},
  };
}
