/**
 * Why a compiled rule set was refused. `incomplete`: something was asked of it that needs a part
 * which was not loaded.
 */
export type RulesetErrorCode = "schema-version" | "malformed" | "incomplete";

/** A compiled rule set that this engine cannot run. */
export class RulesetError extends Error {
  override readonly name = "RulesetError";
  readonly code: RulesetErrorCode;

  constructor(code: RulesetErrorCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
