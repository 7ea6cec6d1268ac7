/** The configured store cannot be used; the message says which one and what to do. */
export class StoreOpenError extends Error {
  override readonly name = "StoreOpenError";
}
