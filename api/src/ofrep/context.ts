import { type DecideRequest, decideRequestSchema, type Json } from "@facet/protocol";
import type { KeyKind } from "../access/caller.ts";
import { parseWith, toJsonPath } from "../http/parse.ts";

/** Fields of a context that are fields of a decision; all others are attributes. */
const FIELDS = ["url", "referrer", "query", "page", "at"] as const;

/**
 * The decision that an OpenFeature context asks for. Nothing of it is counted. With a publishable key
 * the visitor and the clock are not the caller's to name, and are left out.
 *
 * @throws ApiProblem `invalid-request` with every mistake.
 */
export function toDecideRequest(
  context: Readonly<Record<string, Json>>,
  rights: KeyKind,
): DecideRequest {
  const { targetingKey, ...rest } = context;
  const request: Record<string, unknown> = { peek: true };
  const attributes: Record<string, Json> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (FIELDS.some((field) => field === name)) request[name] = value;
    else attributes[name] = value;
  }
  if (Object.keys(attributes).length > 0) request["attributes"] = attributes;
  if (rights === "publishable") delete request["at"];
  else if (targetingKey !== undefined && targetingKey !== "") request["visitorId"] = targetingKey;
  return parseWith(decideRequestSchema, request, ([name, ...path]) =>
    toJsonPath(["context", name === "visitorId" ? "targetingKey" : (name ?? ""), ...path]),
  );
}
