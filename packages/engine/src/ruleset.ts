import type { Condition } from "./condition/condition.ts";
import type { JsonObject, Json } from "./json.ts";
import type { Site } from "./site.ts";
import type { SynonymRule } from "./words/synonyms.ts";

/** Version of the compiled form; `loadRuleset` refuses any other. */
export const SCHEMA_VERSION = 1;

/**
 * A compiled rule set: what the compiler writes and the engine loads. Plain JSON, named by the hash
 * of its content and of the buffers that go with it. Nothing here is what an author types: conditions are trees of operators, times
 * are numbers, inherited defaults are merged in.
 */
export interface RulesetArtifact {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** `r_` and 12 hex digits of the content's hash. */
  readonly revision: string;
  readonly site: Site;
  readonly attributes: Readonly<Record<string, AttributeType>>;
  readonly slots: Readonly<Record<string, Slot>>;
  readonly pages: readonly Page[];
  readonly segments: Readonly<Record<string, Segment>>;
  /** Rules, experiments and keyword content in cascade order: highest priority first. */
  readonly rules: readonly Rule[];
  /** Highest priority first. */
  readonly offers: readonly Offer[];
  readonly offerGroups: Readonly<Record<string, { readonly limits: readonly WindowLimit[] }>>;
  readonly offerLimits: OfferLimits;
  readonly scoring: Scoring;
  readonly keywordLists: readonly KeywordList[];
  /** Of the phrases of all lists; absent: no list has any. */
  readonly keywords?: Keywords;
  readonly goals: Readonly<Record<string, Goal>>;
  /** Events that are recognised without a developer: name → how. */
  readonly events: Readonly<Record<string, EventRecogniser>>;
  /** What events have to be, by name; absent: any event may have any properties. */
  readonly eventSchemas?: Readonly<Record<string, EventSchema>>;
  /** Folded place name → its form after a preposition, preposition included («в Москве»). */
  readonly placeForms: Readonly<Record<string, string>>;
}

/** Declared type of an attribute; `date` is an instant. */
export type AttributeKind = "string" | "number" | "boolean" | "date" | "list";

/** A declared attribute. */
export interface AttributeType {
  readonly type: AttributeKind;
  readonly enum?: readonly (string | number)[];
}

/** What a slot holds; the shape of its content follows from it. */
export type SlotType = "text" | "cta" | "image" | "form" | "html" | "json";

/** A named place on a page. */
export interface Slot {
  readonly type: SlotType;
  /** Longest text in characters; a longer insertion gives way to its defaults. */
  readonly maxLength?: number;
  /** `any`: the raw query may be inserted. Absent: only the text of the listed phrase that matched. */
  readonly insert?: "any";
  readonly default: Localised<Content>;
}

/** A value by language tag; the site's first locale is always present. */
export type Localised<T> = Readonly<Record<string, T>>;

/** Content ready to be shown: what a slot of a variant holds. */
export type Content =
  | { readonly hidden: true }
  | {
      readonly value: Json;
      /** Texts inside `value` that hold insertions; the text in `value` is the fallback. */
      readonly inserts?: readonly Insert[];
    };

/** A templated text inside a content value. */
export interface Insert {
  /** Where in the value; empty: the value itself. */
  readonly path: readonly (string | number)[];
  readonly template: Template;
}

/** Literal text and insertions, in order. */
export type Template = readonly (string | Insertion)[];

/** `{geo.city|title|max:20|default:вашем городе}`. */
export interface Insertion {
  /** Path of the signal, e.g. `["geo", "city"]`. */
  readonly signal: readonly string[];
  readonly filters: readonly Filter[];
  readonly default?: string;
}

/** One step of an insertion, applied to the inserted text. */
export type Filter =
  | { readonly name: "title" | "sentence" | "upper" | "lower" | "where" }
  | { readonly name: "max"; readonly length: number }
  | { readonly name: "plural"; readonly forms: readonly string[] };

/** Which URL paths show which slots. */
export interface Page {
  readonly id: string;
  /** Patterns split at `/`: a literal segment, `*` one segment, `**` any depth. */
  readonly paths: readonly (readonly string[])[];
  readonly slots: readonly string[];
}

/** A named condition. */
export interface Segment {
  readonly when: Condition;
  readonly description?: string;
}

/** When a rule, experiment or offer is on. */
export interface Schedule {
  /** Included, epoch milliseconds. */
  readonly from?: number;
  /** Excluded, epoch milliseconds. */
  readonly until?: number;
  /** Days of the week in the site's zone, 0 = Sunday. */
  readonly days?: readonly number[];
}

interface RuleBase {
  readonly id: string;
  readonly priority: number;
  /** Pages it is for; absent: every page that has the slot. */
  readonly pages?: readonly string[];
  readonly schedule?: Schedule;
  readonly when?: Condition;
  /** `false`: switched off by its author; slots that only it could fill answer `DISABLED`. */
  readonly enabled: boolean;
  /** Slots that any of its variants can fill. */
  readonly slots: readonly string[];
}

/** One step of the cascade. */
export type Rule = TargetingRule | Experiment | KeywordRule;

/** The first variant whose condition is true fills its slots. */
export interface TargetingRule extends RuleBase {
  readonly kind: "rule";
  /** Fills all slots of the variant, or none. */
  readonly bundle: boolean;
  readonly variants: readonly Variant[];
}

/** One named alternative of content inside a rule. */
export interface Variant {
  readonly id: string;
  readonly when?: Condition;
  /** By slot id. */
  readonly content: Readonly<Record<string, Localised<Content>>>;
}

/** The visitor's arm fills its slots. */
export interface Experiment extends RuleBase {
  readonly kind: "experiment";
  /** Share of the matching visitors that takes part, in basis points. */
  readonly traffic: number;
  readonly goal?: string;
  readonly arms: readonly Arm[];
  /** Arm id that everyone who matches gets. */
  readonly winner?: string;
}

/** One side of an experiment. */
export interface Arm {
  readonly id: string;
  /** Relative to the other arms; ≥ 0. */
  readonly weight: number;
  readonly content: Readonly<Record<string, Localised<Content>>>;
}

/** The content columns of a keyword list: the phrase's row, then its group's row. */
export interface KeywordRule extends RuleBase {
  readonly kind: "keywords";
  /** Id of the list; also the rule's id. */
  readonly list: string;
}

/** A list of ad phrases. Its phrases themselves are in {@link Keywords}. */
export interface KeywordList {
  readonly id: string;
  /** Whose phrases these are: says how they match. */
  readonly platform: "yandex" | "google" | "microsoft" | "plain";
  /** How many phrases it has; they are known by their position, from 0. */
  readonly phrases: number;
  /** How long a matched phrase stays the visitor's: a page, a visit, or so many milliseconds. */
  readonly remember: "page" | "visit" | number;
  /** What is tried where nothing matches. */
  readonly secondChances: readonly SecondChance[];
  /** Words that may be read as others where nothing matches. */
  readonly synonyms?: readonly SynonymRule[];
  readonly groups: Readonly<Record<string, KeywordGroup>>;
  /** Content of single phrases, by position. */
  readonly content: Readonly<Record<string, Readonly<Record<string, Localised<Content>>>>>;
}

/** What may be tried where nothing else matches. */
export type SecondChance = "layout" | "transliteration" | "typo";

/**
 * What the artifact says of the phrases of all lists. The phrases themselves are in two buffers beside
 * it ({@link KeywordBuffers}), numbered over all lists in the order of `keywordLists`: their rows.
 */
export interface Keywords {
  /** Names of groups that the index refers to. */
  readonly groups: readonly string[];
  /** Rank of phrases without a priority; ranks are in the order of priorities. */
  readonly defaultRank: number;
  readonly index: BufferSeal;
  readonly texts: BufferSeal;
}

/** What tells a buffer from one that is damaged, cut short or another rule set's. */
export interface BufferSeal {
  readonly bytes: number;
  /** Of its 32-bit words, as the engine counts it when it loads them. */
  readonly checksum: number;
}

/** The buffers beside an artifact, little-endian; loading makes views of them and parses nothing. */
export interface KeywordBuffers {
  /** All that matching needs: patterns, word forms, keys. */
  readonly index: ArrayBuffer;
  /**
   * Phrases and minus phrases as written, for people and for insertion. Absent: they are not at hand,
   * which changes no match.
   */
  readonly texts?: ArrayBuffer;
}

/** What a list maps phrases to. */
export interface KeywordGroup {
  readonly label?: string;
  readonly content?: Readonly<Record<string, Localised<Content>>>;
}

/** How an offer appears on the page. */
export type OfferType = "modal" | "bar" | "slide-in" | "notification";

/** A pop-up or bar. */
export interface Offer {
  readonly id: string;
  readonly priority: number;
  readonly type: OfferType;
  readonly group?: string;
  readonly pages?: readonly string[];
  readonly schedule?: Schedule;
  readonly when?: Condition;
  readonly enabled: boolean;
  readonly trigger: Trigger;
  readonly limits: OfferOwnLimits;
  /** Share of the audience that never sees it, in basis points. */
  readonly holdout: number;
  readonly goal?: string;
  readonly content: Localised<Content>;
  readonly form?: OfferForm;
}

/** When the page opens an offer; milliseconds and percent, as on the wire. */
export type Trigger =
  | { readonly any: readonly Trigger[]; readonly afterMs?: number }
  | { readonly all: readonly Trigger[]; readonly afterMs?: number }
  | { readonly sequence: readonly Trigger[]; readonly afterMs?: number }
  | TriggerEvent;

/** One thing that happens on the page. */
export type TriggerEvent =
  | { readonly load: true }
  /** `phones`: on phones too, by a quick scroll upwards. */
  | { readonly exit: true | "phones" }
  | { readonly manual: true }
  | { readonly delayMs: number }
  | { readonly idleMs: number }
  | { readonly scrollPercent: number }
  | { readonly scrollTo: string }
  | { readonly visible: string }
  | { readonly click: string }
  | { readonly pages: number }
  | { readonly event: string }
  /** `event`: the one that counts for the goal. */
  | { readonly goal: string; readonly event?: string }
  | { readonly cart: true }
  | { readonly formAbandon: true }
  | { readonly returnTab: true };

/** At most `count` shows within `windowMs`. */
export interface WindowLimit {
  readonly windowMs: number;
  readonly count: number;
}

/** Limits of one offer, apart from the budget of the whole site. */
export interface OfferOwnLimits {
  /** At most so many shows in one visit. */
  readonly visit?: number;
  readonly windows: readonly WindowLimit[];
  /** Quiet time after the visitor closed it. */
  readonly afterDismissMs?: number;
  /** `convert`: never again after its goal. */
  readonly until?: "convert";
}

/** One budget over all offers. */
export interface OfferLimits {
  readonly page?: number;
  readonly visit?: number;
  readonly gapMs?: number;
  /** `false`: modals open as modals also for those whom a search engine has just sent to a phone. */
  readonly searchSafe?: false;
}

/** A form inside an offer or a form slot. */
export interface OfferForm {
  readonly event: string;
  readonly thanks?: Localised<string>;
  readonly submit?: Localised<string>;
  readonly maxFields?: number;
  readonly fields: readonly FormField[];
}

/** Kinds of form fields. */
export const FIELD_TYPES = [
  "text",
  "email",
  "tel",
  "number",
  "select",
  "radio",
  "checkbox",
  "scale",
  "date",
  "hidden",
] as const;

/** Kind of a form field. */
export type FieldType = (typeof FIELD_TYPES)[number];

/** One field of a form. */
export interface FormField {
  readonly name: string;
  readonly type: FieldType;
  readonly label?: string;
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** When to ask: always, only while the trait `name` is unknown, or after so many submits. */
  readonly ask: "always" | "unknown" | { readonly afterSubmissions: number };
}

/** Points, decay, levels and grades. */
export interface Scoring {
  readonly points: readonly PointsRule[];
  readonly decay?: Decay;
  /** Highest `from` first. */
  readonly interest: readonly { readonly level: 1 | 2 | 3 | 4; readonly from: number }[];
  /** First match wins. */
  readonly fit: readonly { readonly grade: Grade; readonly when?: Condition }[];
}

/** Fit of a lead, best first. */
export type Grade = "A" | "B" | "C" | "D" | "E";

/** Points for one event. */
export interface PointsRule {
  /** Stable name of the rule in the ledger. */
  readonly id: string;
  readonly event: string;
  readonly points: number;
  /** Only the first time. */
  readonly once?: boolean;
  /** Raw points this rule gives at most. */
  readonly max?: number;
  /** At most once in a rolling window of so many milliseconds. */
  readonly perMs?: number;
  /** A named score; absent: the main one. */
  readonly score?: string;
}

/** How points fade: by half-life, or by a fixed loss. */
export type Decay =
  | { readonly afterMs: number; readonly halfLifeMs: number }
  | { readonly afterMs: number; readonly lose: number; readonly everyMs: number };

/** A business action worth counting. */
export interface Goal {
  readonly event: string;
  readonly value?: number | { readonly property: string };
  readonly currency?: string;
}

/** What an event has to be. */
export interface EventSchema {
  readonly properties: Readonly<Record<string, EventProperty>>;
}

/** Type of a property of an event; `date` is an instant. */
export type EventPropertyKind = AttributeKind | "object";

/** What a property of an event has to be. */
export interface EventProperty {
  readonly type: EventPropertyKind;
  /** The only values it can have. */
  readonly enum?: readonly (string | number)[];
  /** No event is without it. */
  readonly required?: true;
}

/** How an event of events.yaml is recognised. */
export type EventRecogniser =
  | { readonly page: readonly (readonly string[])[] }
  | { readonly click: string }
  | { readonly event: string; readonly where?: Condition };

export type { JsonObject };
