/** An import that cannot be made; the message says why and what to do. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}
