/** Why a compiled rule set was refused. */
export type RulesetErrorCode = "schema-version" | "malformed";

/** A compiled rule set that this engine cannot run. */
export class RulesetError extends Error {
  override readonly name = "RulesetError";
  readonly code: RulesetErrorCode;

  constructor(code: RulesetErrorCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
