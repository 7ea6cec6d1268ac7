import { type Content, listedPhrases, type Localised, type Ruleset } from "@facet/engine";
import { formOfOffer, formsOfContent, type LeadForm, mergeForms } from "./lead-form.ts";

/** What put a form into its slot, as a decision names it. */
export interface FormOrigin {
  readonly rule?: string | undefined;
  readonly variant?: string | undefined;
  readonly experiment?: string | undefined;
  readonly arm?: string | undefined;
}

/** The forms that a slot may show. */
export interface SlotForms {
  /**
   * Finds the form that a rule or experiment put there. Where that is unknown: event and thanks of
   * the default, and the fields of every form that may be there.
   */
  find(origin: FormOrigin): LeadForm;
}

/** A variant, an arm, a phrase or a keyword group. */
interface Alternative {
  readonly origin: FormOrigin;
  readonly content?: Readonly<Record<string, Localised<Content>>> | undefined;
}

/** The forms of a rule set, by the slot or offer that shows them. */
export interface Forms {
  readonly slotForms: ReadonlyMap<string, SlotForms>;
  readonly offerForms: ReadonlyMap<string, LeadForm>;
}

const FORMS = new WeakMap<Ruleset, Forms>();

/** The forms of a rule set; read at the first lead and kept as long as the rule set is. */
export function formsOf(ruleset: Ruleset): Forms {
  const known = FORMS.get(ruleset);
  if (known !== undefined) return known;
  const made = readForms(ruleset);
  FORMS.set(ruleset, made);
  return made;
}

function readForms(ruleset: Ruleset): Forms {
  const { artifact } = ruleset;
  const alternatives = alternativesOf(ruleset);
  const slotForms = new Map<string, SlotForms>();
  for (const [id, slot] of Object.entries(artifact.slots)) {
    if (slot.type === "form") slotForms.set(id, formsOfSlot(id, slot.default, alternatives));
  }
  const offerForms = new Map<string, LeadForm>();
  for (const offer of artifact.offers) {
    if (offer.form !== undefined) offerForms.set(offer.id, mergeForms([formOfOffer(offer.form)]));
  }
  return { slotForms, offerForms };
}

function formsOfSlot(
  id: string,
  content: Localised<Content>,
  alternatives: readonly Alternative[],
): SlotForms {
  const all = formsOfContent(content);
  const byOrigin = new Map<string, LeadForm>();
  for (const { origin, content: contents } of alternatives) {
    const own = contents !== undefined && Object.hasOwn(contents, id) ? contents[id] : undefined;
    const forms = own === undefined ? [] : formsOfContent(own);
    const key = keyOf(origin);
    if (forms.length === 0 || key === undefined) continue;
    all.push(...forms);
    if (!byOrigin.has(key)) byOrigin.set(key, mergeForms(forms));
  }
  const standard = mergeForms(all);
  return {
    find({ rule, variant, experiment, arm }) {
      // An experiment that leaves the slot to a rule below is named beside it: the form is the rule's.
      const keys = [keyOf({ rule, variant }), keyOf({ experiment, arm })];
      const found = keys.map((key) => (key === undefined ? undefined : byOrigin.get(key)));
      return found[0] ?? found[1] ?? standard;
    },
  };
}

/** All contents that rules may put into slots; a phrase's row before a group of the same name. */
function alternativesOf(ruleset: Ruleset): Alternative[] {
  const { rules, keywordLists } = ruleset.artifact;
  const ofRules = rules.flatMap((rule): Alternative[] => {
    if (rule.kind === "rule") {
      return rule.variants.map(({ id, content }) => ({
        origin: { rule: rule.id, variant: id },
        content,
      }));
    }
    if (rule.kind === "keywords") return [];
    return rule.arms.map(({ id, content }) => ({
      origin: { experiment: rule.id, arm: id },
      content,
    }));
  });
  const rowContents = new Map(keywordLists.map(({ id, content }) => [id, content]));
  const ofPhrases = [...listedPhrases(ruleset)].flatMap(({ list, phrase, row }): Alternative[] => {
    const content = rowContents.get(list)?.[row];
    return content === undefined ? [] : [{ origin: { rule: list, variant: phrase }, content }];
  });
  const ofGroups = keywordLists.flatMap(({ id, groups }) =>
    Object.entries(groups).map(([group, { content }]): Alternative => ({
      origin: { rule: id, variant: group },
      content,
    })),
  );
  return [...ofRules, ...ofPhrases, ...ofGroups];
}

function keyOf({ rule, variant, experiment, arm }: FormOrigin): string | undefined {
  if (rule !== undefined && variant !== undefined) return `rule\0${rule}\0${variant}`;
  if (experiment !== undefined && arm !== undefined) return `experiment\0${experiment}\0${arm}`;
  return undefined;
}
