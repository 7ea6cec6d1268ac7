import type { RouteContext } from "../http/route.ts";
import type { Access } from "./access.ts";
import type { Caller } from "./caller.ts";
import { findPresentedKey } from "./presented-key.ts";

/** How the body of a call is read, which may have the key. */
export interface KeyedBody<T> {
  readonly access: Pick<Access, "authenticate" | "holdKeyless">;
  readonly read: () => Promise<T>;
  readonly writeKeyOf: (body: T) => string | undefined;
}

/**
 * Finds the caller of a route that takes a key in its body too, and reads the body. Whoever shows a key
 * outside of it is let in, or not, before any of it is read; a body that cannot be read is held against
 * the address that it came from.
 *
 * @throws what reading throws, and ApiProblem as {@link Access.authenticate} does.
 */
export async function enterWithBody<T>(
  c: RouteContext,
  { access, read, writeKeyOf }: KeyedBody<T>,
): Promise<{ readonly caller: Caller; readonly body: T }> {
  const needs = "publishable";
  if (findPresentedKey(c, { inQuery: true }) !== undefined) {
    const caller = await access.authenticate(c, { needs });
    return { caller, body: await read() };
  }
  const body = await read().catch((error: unknown) => {
    access.holdKeyless(c);
    throw error;
  });
  return { caller: await access.authenticate(c, { needs, writeKey: writeKeyOf(body) }), body };
}
