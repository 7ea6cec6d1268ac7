import { ApiProblem } from "../http/problem.ts";
import { StoreUnavailable } from "../visitors/breaker.ts";

/** A refusal to be tried again in a second. */
export function unavailable(detail: string): ApiProblem {
  return new ApiProblem({ code: "unavailable", detail, headers: { "Retry-After": "1" } });
}

/**
 * Works on the visitor store.
 *
 * @throws ApiProblem `unavailable` where the store does not answer.
 */
export async function orUnavailable<T>(detail: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw unavailable(detail);
  }
}
