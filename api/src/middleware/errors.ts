import type { ErrorHandler } from "hono";
import { redactKeys } from "../access/key-text.ts";
import { ApiProblem, toProblemDocument } from "../http/problem.ts";
import type { Env } from "../http/route.ts";
import type { Log } from "../ports.ts";

/** Answers every error as a problem document; what was not foreseen is logged and not told. */
export function createErrorHandler(log: Log): ErrorHandler<Env> {
  return function answerProblem(error, c) {
    const id = c.get("requestId");
    const problem = error instanceof ApiProblem ? error : unforeseen(id);
    if (problem !== error) {
      log.error({ err: error, requestId: id, path: redactKeys(c.req.path) }, "a request failed");
    }
    // A mistake is told in the words of the request, which may hold a key.
    const text = redactKeys(JSON.stringify(toProblemDocument(problem, id)));
    return c.body(text, problem.status, {
      ...problem.headers,
      "Content-Type": "application/problem+json",
    });
  };
}

function unforeseen(requestId: string): ApiProblem {
  return new ApiProblem({
    code: "internal",
    detail: `The server's log has the reason under the request id ${requestId}.`,
  });
}
