import { resolve } from "node:path";
import { createService } from "@facet/api/node";
import type { ServiceOptions } from "@facet/api/node";
import { compileRulesFolder } from "@facet/compiler";

/** The rules of these tests: `okna` and `still` need no visitor, `past` and `trial` do. */
export const RULES = resolve(import.meta.dirname, "fixtures/rules");

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A whole service in this process, and the way to it. */
export async function openService(options: Partial<ServiceOptions> = {}) {
  const service = await createService({ rules: RULES, db: ":memory:", log: QUIET, ...options });
  const calls: string[] = [];
  const call: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    calls.push(`${request.method} ${new URL(request.url).pathname}`);
    return service.app.fetch(request);
  };
  return { service, fetch: call, calls };
}

/** The compiled rules. */
export async function compiled() {
  const { artifact, buffers, problems } = await compileRulesFolder(RULES);
  if (artifact === undefined) throw new Error(JSON.stringify(problems));
  return { artifact, ...(buffers === undefined ? {} : { keywords: buffers }) };
}
