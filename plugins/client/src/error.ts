/** What went wrong between the site and the service. */
export type FacetErrorCode = "CONFIG" | "TIMEOUT" | "UNREACHABLE" | "STATUS" | "INVALID" | "LEAK";

/** A fault of a call to the service. Only `CONFIG` (from `createFacet`) and `LEAK` (from `guardShared`) ever leave the client. */
export class FacetError extends Error {
  readonly code: FacetErrorCode;
  /** HTTP status, where the service answered. */
  readonly status: number | undefined;

  constructor(
    code: FacetErrorCode,
    message: string,
    options: { readonly status?: number; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "FacetError";
    this.code = code;
    this.status = options.status;
  }
}
