import type { Route, RouteResponse } from "../http/route.ts";
import { KEY_PARAMETER } from "../access/presented-key.ts";

/** One way to show a key. */
export interface SecurityScheme {
  readonly type: "http" | "apiKey";
  readonly scheme?: "bearer" | "basic";
  readonly in?: "query";
  readonly name?: string;
  readonly description: string;
}

/** Ways that do, each by itself; the list of scopes is always empty. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** All ways to show a key. */
export const SECURITY_SCHEMES = {
  secretKey: {
    type: "http",
    scheme: "bearer",
    description:
      "`sk_…`, of a server: may do everything for its site. Never in a page, an app or a URL.",
  },
  publishableKey: {
    type: "http",
    scheme: "bearer",
    description:
      "`pk_…`, of pages: may decide and report events and leads, from the origins that it was made for.",
  },
  keyAsUser: {
    type: "http",
    scheme: "basic",
    description: "Either key as the user name, without a password, as Segment's clients send it.",
  },
  keyInQuery: {
    type: "apiKey",
    in: "query",
    name: KEY_PARAMETER,
    description: "A publishable key, where a browser cannot set headers.",
  },
} as const satisfies Readonly<Record<string, SecurityScheme>>;

type SchemeName = keyof typeof SECURITY_SCHEMES;

/** The ways to show a key that a route takes. */
export function securityOf(route: Route): readonly SecurityRequirement[] {
  return schemesOf(route).map((name) => ({ [name]: [] }));
}

function schemesOf({ access, operation: { parameters = [] } }: Route): readonly SchemeName[] {
  switch (access) {
    case "open":
      return [];
    case "secret":
      return ["secretKey", "keyAsUser"];
    case "handler":
      return ["publishableKey", "secretKey", "keyAsUser", "keyInQuery"];
    case "publishable": {
      const inQuery = parameters.some(
        ({ name, in: place }) => place === "query" && name === KEY_PARAMETER,
      );
      return [
        "publishableKey",
        "secretKey",
        "keyAsUser",
        ...(inQuery ? (["keyInQuery"] as const) : []),
      ];
    }
  }
}

const BODY_REFUSALS: readonly (readonly [number, RouteResponse])[] = [
  [413, { description: "The body is too large." }],
  [415, { description: "The body is of a type, or packed in a way, that is not taken here." }],
];
const FOREIGN_HOST = "no key is configured, and the Host or Origin is not of this machine";

/** The answers by which a route refuses callers, by status. */
export function refusalsOf({
  access,
  method,
}: Route): readonly (readonly [number, RouteResponse])[] {
  if (access === "open") return [[403, { description: `Refused: ${FOREIGN_HOST}.` }]];
  const rights =
    access === "secret" ? "the key is a publishable one" : "the key is not for this page";
  return [
    [400, { description: "A mistake in the request, or several sites and none is named." }],
    [401, { description: "There is no key, or it is not accepted; the detail says why." }],
    [403, { description: `Refused: ${rights}; or ${FOREIGN_HOST}.` }],
    ...(method === "POST" ? BODY_REFUSALS : []),
    [
      429,
      {
        description:
          "Too many calls: `Retry-After` says when to go on, `RateLimit` and `RateLimit-Policy` what is left of how much.",
      },
    ],
  ];
}
