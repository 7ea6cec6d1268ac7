import type { Json, JsonObject } from "@facet/engine";

/** Where something is written in a rule file. */
export interface Place {
  /** Path inside the rules folder. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
}

/** An event of an example visitor's past. */
export interface GivenEvent {
  readonly event: string;
  /** How long before the decision it happened, in milliseconds. */
  readonly agoMs: number;
  readonly properties?: JsonObject;
}

/**
 * An example visitor: the decide request, and the past that the decision should see. With `events`
 * the score and the counters come from them.
 */
export interface GivenVisitor {
  readonly url?: string;
  readonly page?: string;
  readonly referrer?: string;
  readonly query?: string;
  readonly attributes?: JsonObject;
  readonly userAgent?: string;
  readonly device?: JsonObject;
  readonly geo?: JsonObject;
  readonly locale?: string;
  /** Instant of the decision, ISO 8601 with an offset. */
  readonly at?: string;
  readonly consent?: Readonly<Record<string, boolean>>;
  readonly visitorId?: string;
  readonly visits?: number;
  /** Instant of the visit before, ISO 8601 with an offset, or how long ago it was, in milliseconds. */
  readonly lastVisit?: string | { readonly agoMs: number };
  readonly score?: number;
  readonly traits?: JsonObject;
  readonly firstTouch?: JsonObject;
  readonly events?: readonly GivenEvent[];
}

/** A named example visitor. */
export interface Persona {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly given: GivenVisitor;
  readonly place: Place;
}

/** What a slot should show, and why. Only what is given is compared. */
export interface SlotExpectation {
  /** `rule/variant`, or `experiment/arm`. */
  readonly variant?: string;
  readonly rule?: string;
  readonly experiment?: string;
  readonly arm?: string;
  readonly reason?: string;
  /** Texts that the content holds. */
  readonly contains?: readonly string[];
  /** The whole content. */
  readonly equals?: Json;
  /** Content of which the given keys are compared. */
  readonly content?: Json;
  readonly hidden?: boolean;
}

/** What a decision should say. Only what is given is compared. */
export interface Expectation {
  readonly page?: string | null;
  /** By slot id. */
  readonly slots?: Readonly<Record<string, SlotExpectation>>;
  /** Ids of all offers that may show, best first. */
  readonly offers?: readonly string[];
  /** Fields of the matched phrase; `null`: no phrase matched. */
  readonly keyword?: Readonly<Record<string, Json>> | null;
  /** Segments the visitor is in, in any order. */
  readonly segments?: readonly string[];
  /** Fields of the visitor, e.g. `score`, `grade`, `rank`. */
  readonly visitor?: Readonly<Record<string, Json>>;
}

/** One expectation of `tests/*.yaml`, ready to be run. */
export interface RuleTest {
  readonly name: string;
  readonly given: GivenVisitor;
  readonly expect: Expectation;
  readonly place: Place;
  /** Finds where a part of the test is written, e.g. `["expect", "slots", "hero.headline"]`. */
  placeOf(path: readonly (string | number)[]): Place;
}

/** The part of a decide response that tests look at. */
export interface TestedDecision {
  readonly page?: string | null;
  readonly slots: Readonly<Record<string, TestedSlot>>;
  readonly offers: readonly { readonly id: string }[];
  readonly visitor: Readonly<Record<string, Json | undefined>> & {
    readonly segments?: readonly string[];
  };
  readonly keyword?: Readonly<Record<string, Json | undefined>>;
}

/** One slot of a decide response. */
export interface TestedSlot {
  readonly content: Json;
  readonly hidden?: boolean;
  readonly rule?: string;
  readonly variant?: string;
  readonly experiment?: string;
  readonly arm?: string;
  readonly reason: string;
}
