import { ApiProblem } from "../http/problem.ts";
import type { KeyFinding } from "./keyring.ts";

/** Why a text is not taken as a key. */
export type KeyRefusal = Exclude<KeyFinding, object> | "in-url" | "site-not-served";

const REALM = 'Bearer realm="Facet"';

const REASONS: Readonly<Record<KeyRefusal, string>> = {
  malformed:
    "What was sent is no key: it was mistyped or cut. A key is pk_ or sk_ and 36 letters and digits.",
  unknown: "No such key is known here. `facet keys list` shows those that are.",
  revoked: "The key has been revoked. Use another one; `facet keys create` makes one.",
  "in-url":
    "A secret key must not be in a URL, where it is logged. Send it as `Authorization: Bearer`, and revoke it if others can see this URL.",
  "site-not-served": "The key is of a site that this server does not serve.",
};

/** A call without a key, where one is needed. */
export function keyMissing(): ApiProblem {
  return new ApiProblem({
    code: "key-missing",
    detail:
      "Send a key as `Authorization: Bearer <key>`. `facet keys create` makes one; a secret key is for servers, a publishable one for pages.",
    headers: { "WWW-Authenticate": REALM },
  });
}

/** A text that is not taken as a key (RFC 6750 §3.1). */
export function keyRefused(reason: KeyRefusal): ApiProblem {
  return new ApiProblem({
    code: "key-refused",
    detail: REASONS[reason],
    headers: { "WWW-Authenticate": `${REALM}, error="invalid_token"` },
  });
}

/** A publishable key where a secret one is needed. */
export function noRight(): ApiProblem {
  return new ApiProblem({
    code: "no-right",
    detail:
      "This address takes a secret key only; a publishable key may decide and report events and leads.",
  });
}

/** A key of one site, and another one named beside it. */
export function otherSite(site: string): ApiProblem {
  return new ApiProblem({
    code: "no-right",
    detail: `The key is of the site "${site}". The key names the site: leave the site out, or use a key of the other one.`,
  });
}

/** A publishable key on a page that it is not for. */
export function foreignOrigin(origin: string | null): ApiProblem {
  const page =
    origin === null
      ? "a page that does not say where it is from"
      : `a page of ${origin.slice(0, 200)}`;
  return new ApiProblem({
    code: "foreign-origin",
    detail: `The call comes from ${page}, and the key does not allow that origin. A key takes its origins when it is made: facet keys create --kind publishable --origin <origin>.`,
  });
}

/** The keys were never read, so that nobody can be told from anybody. */
export function keysUnknown(): ApiProblem {
  return new ApiProblem({
    code: "unavailable",
    detail: "The keys cannot be read: the store that has them does not answer.",
    headers: { "Retry-After": "1" },
  });
}

/** A key of a site whose rules were never good, among several sites. */
export function siteBroken(site: string): ApiProblem {
  return new ApiProblem({
    code: "unavailable",
    detail: `No rules of the site "${site}" are served: they are broken, or still being read. The server's log says why.`,
    headers: { "Retry-After": "2" },
  });
}
