import { decide, renderTemplate } from "@facet/engine";
import type {
  Content,
  Insertion,
  KeywordMatch,
  Localised,
  Ruleset,
  RulesetArtifact,
  Slot,
  SlotDecision,
  Template,
} from "@facet/engine";
import { textOf } from "./answer.ts";

/** A text that a phrase makes too long. */
export interface Overlong {
  readonly slot: string;
  readonly text: string;
  /** In characters. */
  readonly length: number;
  readonly maxLength: number;
}

/** Finds the texts that give way to their defaults because the phrase makes them too long. */
export type FindOverlong = (term: string, match: KeywordMatch) => readonly Overlong[];

/**
 * Makes a finder. It lets the rule set decide every page that inserts phrases, as for a visitor of
 * whom nothing else is known, and compares each text with what it would be without limits.
 */
export function createOverlongFinder(ruleset: Ruleset): FindOverlong {
  const { artifact } = ruleset;
  const inserting = slotsThatInsert(artifact);
  const pages = artifact.pages.filter(({ slots }) => slots.some((slot) => inserting.has(slot)));
  const echoes = [...inserting].some((id) => artifact.slots[id]?.insert === "any");
  const known = new Map<string, readonly Overlong[]>();

  function find(term: string, match: KeywordMatch): readonly Overlong[] {
    const found = new Map<string, Overlong>();
    for (const { id } of pages) {
      const { slots } = decide(ruleset, {
        now: 0,
        page: id,
        signals: { query: term },
        phrase: { text: term },
      });
      for (const [slotId, decision] of Object.entries(slots)) {
        const slot = artifact.slots[slotId];
        if (!slot || !inserting.has(slotId) || found.has(slotId)) continue;
        const overlong = measure(contentOf(artifact, { slotId, decision, match }), {
          slot,
          term,
          match,
        });
        if (overlong) found.set(slotId, { slot: slotId, ...overlong });
      }
    }
    return [...found.values()];
  }

  return (term, match) => {
    if (pages.length === 0) return [];
    if (echoes) return find(term, match);
    const key = `${match.list}\u0000${match.row}`;
    const before = known.get(key);
    if (before) return before;
    const found = find(term, match);
    known.set(key, found);
    return found;
  };
}

function slotsThatInsert(artifact: RulesetArtifact): ReadonlySet<string> {
  const slots = new Set<string>();
  const look = (contents: Readonly<Record<string, Localised<Content>>> | undefined): void => {
    for (const [slot, content] of Object.entries(contents ?? {})) {
      if (Object.values(content).some(insertsPhrase)) slots.add(slot);
    }
  };
  for (const [id, slot] of Object.entries(artifact.slots)) look({ [id]: slot.default });
  for (const rule of artifact.rules) {
    if (rule.kind === "rule") for (const { content } of rule.variants) look(content);
    if (rule.kind === "experiment") for (const { content } of rule.arms) look(content);
  }
  for (const { content: rows, groups } of artifact.keywordLists) {
    for (const content of Object.values(rows)) look(content);
    for (const { content } of Object.values(groups)) look(content);
  }
  return slots;
}

function insertsPhrase(content: Content): boolean {
  if (!("inserts" in content)) return false;
  return (content.inserts ?? []).some(({ template }) =>
    template.some((part) => typeof part !== "string" && isPhrase(part)),
  );
}

function isPhrase({ signal: [root = ""] }: Insertion): boolean {
  return root === "query" || root === "keyword";
}

interface Chosen {
  readonly slotId: string;
  readonly decision: SlotDecision;
  readonly match: KeywordMatch;
}

/** The content that a decision took its answer from. */
function contentOf(
  { rules, slots, keywordLists }: RulesetArtifact,
  { slotId, decision, match }: Chosen,
): Localised<Content> | undefined {
  const rule = rules.find(({ id }) => id === (decision.rule ?? decision.experiment));
  switch (rule?.kind) {
    case "rule":
      return rule.variants.find(({ id }) => id === decision.variant)?.content[slotId];
    case "experiment":
      return rule.arms.find(({ id }) => id === decision.arm)?.content[slotId];
    case "keywords": {
      const list = keywordLists.find(({ id }) => id === rule.list);
      const own = list?.content[match.row]?.[slotId];
      return (
        own ??
        (match.group === undefined ? undefined : list?.groups[match.group]?.content?.[slotId])
      );
    }
    case undefined:
      return slots[slotId]?.default;
  }
}

interface Measured {
  readonly slot: Slot;
  readonly term: string;
  readonly match: KeywordMatch;
}

function measure(
  localised: Localised<Content> | undefined,
  { slot, term, match }: Measured,
): Omit<Overlong, "slot"> | undefined {
  const source = {
    signals: { query: term, keyword: { ...match } },
    phrase: textOf(match),
    echo: slot.insert === "any",
    placeForms: {},
    surroundings: slot.type === "html" ? ("html" as const) : ("text" as const),
  };
  for (const content of Object.values(localised ?? {})) {
    const inserts = "inserts" in content ? (content.inserts ?? []) : [];
    for (const { template } of inserts) {
      const text = renderTemplate(template.map(withoutLimit), source);
      const maxLength = slot.maxLength ?? Number.POSITIVE_INFINITY;
      const shown = renderTemplate(template, { ...source, maxLength });
      if (text === undefined || text === shown) continue;
      const length = [...text].length;
      if (length > maxLength) return { text, length, maxLength };
      const limit = phraseLimit(template);
      if (limit !== undefined) {
        const phrase = textOf(match);
        return { text: phrase, length: [...phrase].length, maxLength: limit };
      }
    }
  }
  return undefined;
}

function withoutLimit(part: string | Insertion): string | Insertion {
  if (typeof part === "string") return part;
  return { ...part, filters: part.filters.filter(({ name }) => name !== "max") };
}

function phraseLimit(template: Template): number | undefined {
  for (const part of template) {
    if (typeof part === "string" || !isPhrase(part)) continue;
    for (const filter of part.filters) if (filter.name === "max") return filter.length;
  }
  return undefined;
}
