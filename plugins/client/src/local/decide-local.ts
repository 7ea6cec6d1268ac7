import {
  checkOverrides,
  createContextReader,
  type GeoLookup,
  type HeaderPlatform,
  type RequestReading,
  toRequestFacts,
} from "@facet/context";
import { clickEvents, type Decision, decide, explainDecision, type Ruleset } from "@facet/engine";
import { describeCache } from "@facet/engine/codes";
import type { DecideRequest } from "@facet/protocol";
import { FacetError } from "../error.ts";
import type { LocalDecided } from "../sources/source.ts";
import type { Degradation } from "../types.ts";
import { createDecisionId } from "./decision-id.ts";
import { needsOf } from "./page-needs.ts";
import { toDecision } from "./to-decision.ts";

/** How requests are read; as the service reads them, or pages are not the same. */
export interface ReadingOptions {
  /** Finds addresses; absent: nobody's place is known. */
  readonly geo?: GeoLookup;
  /** The platform whose geo headers are believed; absent: none. */
  readonly platformHeaders?: HeaderPlatform;
  /** Epoch milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}

const NOWHERE: GeoLookup = { lookup: () => undefined };

/**
 * Makes what decides a request by a rule set, as for a visitor of whom nothing is known. Where their
 * past could have said something the decision is flagged `visitor`.
 */
export function createLocalDecider(
  options: ReadingOptions,
): (asked: DecideRequest, ruleset: Ruleset) => LocalDecided {
  const { geo = NOWHERE, platformHeaders, now: clock = () => Date.now() } = options;
  const reader = createContextReader({ geo, platformHeaders });
  const knowsPlaces = options.geo !== undefined || platformHeaders !== undefined;

  return (asked, ruleset) => {
    checkNames(asked, ruleset);
    const now = asked.at === undefined ? clock() : Date.parse(asked.at);
    const reading = reader.read(toRequestFacts(asked, { now }), ruleset);
    const { page, signals, phrase, locale, bot, consent } = reading;
    const context = { now, page, signals, phrase, locale, bot, consent, slots: asked.slots };
    const explain = asked.explain === true ? { explain: explainDecision } : {};
    const decision = decide(ruleset, context, { ...explain, cache: describeCache });
    const missing = missingIn({ asked, reading, decision, ruleset, knowsPlaces });
    const { assignments: _, ...parts } = decision;
    return {
      decision: toDecision({
        ...parts,
        decisionId: createDecisionId(clock()),
        clicks: clickEvents(ruleset.artifact),
        warnings: reading.warnings,
        degraded: [...missing, ...reading.degraded],
      }),
      setCookies: [],
      isShareable:
        decision.cache?.key !== undefined &&
        missing.length === 0 &&
        !isAboutVisitor(asked, reading),
    };
  };
}

interface LocalDecision {
  readonly asked: DecideRequest;
  readonly reading: RequestReading;
  readonly decision: Decision;
  readonly ruleset: Ruleset;
  readonly knowsPlaces: boolean;
}

/** What a service could have known that decides the page, and this process does not. */
function missingIn(facts: LocalDecision): Degradation[] {
  const { asked, reading, ruleset, knowsPlaces } = facts;
  if (reading.page === null) return [];
  const needs = needsOf(ruleset, reading.page);
  const lacksPlace = needs.place && !knowsPlaces && asked.ip !== undefined && !reading.bot;
  const isKnowable = reading.consent.storage && !reading.bot;
  const lacksVisitor = isKnowable && (needs.visitor || (needs.phrase && couldRecall(facts)));
  return [...(lacksVisitor ? ["visitor" as const] : []), ...(lacksPlace ? ["geo" as const] : [])];
}

/** Whether the phrase of an earlier page could be the visitor's still. */
function couldRecall({ asked, reading, decision }: LocalDecision): boolean {
  if (asked.state === undefined || decision.keyword !== undefined) return false;
  return (reading.phrase?.text ?? "").trim() === "";
}

/** Whether the service has to hear of the request at once: a preview, or a visitor who refuses. */
function isAboutVisitor(asked: DecideRequest, { consent }: RequestReading): boolean {
  const withdraws = asked.state !== undefined && !consent.storage;
  return withdraws || asked.signals !== undefined || asked.explain === true;
}

/** @throws FacetError where the request names what the rule set does not have. */
function checkNames({ page, slots = [], signals = {} }: DecideRequest, ruleset: Ruleset): void {
  const { artifact } = ruleset;
  const unknown = [
    ...(page === undefined || artifact.pages.some(({ id }) => id === page)
      ? []
      : [`"${page}" is no page of the rule set`]),
    ...slots
      .filter((slot) => !Object.hasOwn(artifact.slots, slot))
      .map((slot) => `"${slot}" is no slot of the rule set`),
    ...checkOverrides(signals, ruleset).map(({ message }) => message),
  ];
  if (unknown.length > 0) throw new FacetError("INVALID", `was asked for: ${unknown.join("; ")}`);
}
