import * as fc from "fast-check";
import { anyContext } from "../../../packages/engine/test/decide/contexts.ts";
import { requests } from "../../../plugins/client/test/requests.ts";
import type { Prepared } from "./prepared.ts";
import { askClient, askService } from "./site.ts";
import { answerVectors, decideExplained } from "./vectors.ts";

const SEED = 20_261_122;
const CONTEXTS = 10_000;
const REQUESTS = 500;

/** By group, the hash of each answer: equal hashes, equal bytes. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** Answers all there is to answer in this runtime. */
export async function answerAll(prepared: Prepared): Promise<Answers> {
  const contexts = fc.sample(anyContext, { numRuns: CONTEXTS, seed: SEED });
  const asked = fc.sample(requests(), { numRuns: REQUESTS, seed: SEED });
  const groups = {
    ...answerVectors(prepared),
    contexts: contexts.map(decideExplained),
    requests: asked,
    service: await askService(prepared.site, asked),
    client: await askClient(prepared.site, asked),
  };
  const hashed = Object.entries(groups).map(
    async ([name, answers]) => [name, await Promise.all(answers.map(hash))] as const,
  );
  return Object.fromEntries(await Promise.all(hashed));
}

async function hash(answer: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(answer));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
