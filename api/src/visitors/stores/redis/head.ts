import { randomBytes } from "node:crypto";
import { padTime } from "./time.ts";
import type { StoredVisitor } from "../stored-visitor.ts";

/**
 * What is under a name. `none`: nothing was kept yet · `own`: the name is a visitor's own id, whose
 * state there may be · `link`: the name was joined to the visitor `to` · `erased`, with the digest of
 * the own id where it was a joined name.
 *
 * `version` changes with every write: who writes says which one they have read.
 */
export type Head =
  | { readonly kind: "none"; readonly version: "" }
  | { readonly kind: "own"; readonly version: string; readonly stored?: StoredVisitor }
  | { readonly kind: "link"; readonly version: string; readonly to: string }
  | { readonly kind: "erased"; readonly version: string; readonly ownTag?: string };

/** What is under a name that was never written. */
export const NO_HEAD: Head = { kind: "none", version: "" };
/** How the head of a name that was erased begins. */
export const ERASED = "E";

const OWN = "S";
const LINK = "L";
/** Bytes of the kind and the version, which scripts compare. */
export const VERSION_LENGTH = 13;
/** Bytes before the JSON of a state. */
export const OWN_HEADER_LENGTH = 29;

/** Writes a visitor's own head; without a state where there is none. */
export function toOwnHead(stored: StoredVisitor | undefined): string {
  const seenAt = padTime(stored?.seenAt ?? 0);
  const state = stored === undefined ? "" : JSON.stringify(stored.state);
  return `${newVersion()}${seenAt}${state}`;
}

/** Writes the head of a name that was joined to the visitor `to`. */
export function toLinkHead(to: string): string {
  return `${LINK}${newToken()}${to}`;
}

/** Reads a head. */
export function parseHead(text: unknown): Head {
  if (typeof text !== "string") return NO_HEAD;
  const version = text.slice(0, VERSION_LENGTH);
  if (text.startsWith(LINK)) return { kind: "link", version, to: text.slice(VERSION_LENGTH) };
  if (text === ERASED) return { kind: "erased", version };
  if (text.startsWith(ERASED))
    return { kind: "erased", version, ownTag: text.slice(ERASED.length) };
  if (text.length <= OWN_HEADER_LENGTH) return { kind: "own", version };
  return {
    kind: "own",
    version,
    stored: {
      seenAt: Number(text.slice(VERSION_LENGTH, OWN_HEADER_LENGTH)),
      state: JSON.parse(text.slice(OWN_HEADER_LENGTH)),
    },
  };
}

/** A new version of a visitor's own head. */
export function newVersion(): string {
  return `${OWN}${newToken()}`;
}

/** 72 random bits: a head that is deleted and made again is never taken for the one before. */
function newToken(): string {
  return randomBytes(9).toString("base64url");
}
