import type { Problem } from "@facet/protocol";

/** Kinds of problems; the last part of a problem's `type`. */
export type ProblemCode =
  | "invalid-json"
  | "invalid-request"
  | "invalid-fields"
  | "invalid-table"
  | "unknown-name"
  | "too-large"
  | "headers-too-large"
  | "timeout"
  | "not-found"
  | "method-not-allowed"
  | "foreign-host"
  | "foreign-origin"
  | "key-missing"
  | "key-refused"
  | "no-right"
  | "which-site"
  | "unsupported-media-type"
  | "id-taken"
  | "too-many"
  | "unavailable"
  | "internal";

/** Statuses that problems have. */
export type ProblemStatus =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 408
  | 409
  | 413
  | 415
  | 422
  | 429
  | 431
  | 500
  | 503;

/** One mistake in a request. */
export interface RequestMistake {
  /** JSONPath (RFC 9535) into the body, or `?name` of a query parameter. */
  readonly path: string;
  readonly message: string;
}

/** What an {@link ApiProblem} is made of. */
export interface ApiProblemOptions {
  readonly code: ProblemCode;
  /** What happened and what to do. */
  readonly detail: string;
  readonly errors?: readonly RequestMistake[];
  readonly headers?: Readonly<Record<string, string>>;
}

const KINDS: Readonly<
  Record<ProblemCode, { readonly status: ProblemStatus; readonly title: string }>
> = {
  "invalid-json": { status: 400, title: "The request holds text that is not JSON" },
  "invalid-request": { status: 400, title: "The request is not well-formed" },
  "invalid-fields": { status: 422, title: "Some fields need another value" },
  "invalid-table": { status: 400, title: "The table cannot be read" },
  "unknown-name": { status: 400, title: "The request does not fit the rules" },
  "too-large": { status: 413, title: "The body is too large" },
  "headers-too-large": { status: 431, title: "The headers are too large" },
  timeout: { status: 408, title: "The request took too long to come in" },
  "not-found": { status: 404, title: "Nothing is here" },
  "method-not-allowed": { status: 405, title: "This address has no such method" },
  "foreign-host": { status: 403, title: "Only this machine may call" },
  "foreign-origin": { status: 403, title: "The key is not for this page" },
  "key-missing": { status: 401, title: "A key is needed" },
  "key-refused": { status: 401, title: "The key is not accepted" },
  "no-right": { status: 403, title: "The key may not do this" },
  "which-site": { status: 400, title: "Say which site is meant" },
  "unsupported-media-type": {
    status: 415,
    title: "The body has another type than this address takes",
  },
  "id-taken": { status: 409, title: "The id is another one's" },
  "too-many": { status: 429, title: "Too many calls" },
  unavailable: { status: 503, title: "Try again in a moment" },
  internal: { status: 500, title: "Something went wrong on the server" },
};

/** A refusal that is answered as an RFC 9457 problem document. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly code: ProblemCode;
  readonly errors: readonly RequestMistake[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ code, detail, errors, headers = {} }: ApiProblemOptions) {
    super(detail);
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }

  get status(): ProblemStatus {
    return KINDS[this.code].status;
  }
}

/**
 * The document that is answered for a problem.
 *
 * @param instance Id of the request.
 */
export function toProblemDocument(problem: ApiProblem, instance: string): Problem {
  return {
    type: `urn:facet:problem:${problem.code}`,
    title: KINDS[problem.code].title,
    status: problem.status,
    detail: problem.message,
    instance,
    ...(problem.errors === undefined ? {} : { errors: [...problem.errors] }),
  };
}
