import type { Offer, OfferTrace } from "@facet/engine";
import type { DecideRequest } from "@facet/protocol";
import type { Answer } from "../decisions/answer.ts";
import { type Catalogue, catalogueOf } from "../rulesets/catalogue.ts";
import type { Site } from "../rulesets/sites.ts";
import { type Flag, toOfferFlag, toSlotFlag } from "./flag.ts";

/** Decides one request; of it nothing is counted. */
export type Decide = (request: DecideRequest) => Promise<Answer>;

/** What flags are evaluated with. */
export interface Evaluation {
  readonly site: Site;
  readonly request: DecideRequest;
  readonly decide: Decide;
}

/**
 * Evaluates one flag: a slot, else an offer of that id. Without a page in the context it is that of a
 * page which has it.
 *
 * @returns `undefined` where neither a slot nor an offer has that id.
 */
export async function evaluateFlag(key: string, evaluation: Evaluation): Promise<Flag | undefined> {
  const names = namesOf(evaluation);
  if (!names?.slots.has(key) && !names?.offers.has(key)) return undefined;
  const [flag] = await evaluate([key], names, evaluation);
  return flag;
}

/** Evaluates every slot and every offer of the site, in order of key. */
export async function evaluateFlags(evaluation: Evaluation): Promise<readonly Flag[]> {
  const names = namesOf(evaluation);
  if (!names) return [];
  const keys = [...new Set([...names.slots.keys(), ...names.offers.keys()])].sort();
  return evaluate(keys, names, evaluation);
}

function namesOf({ site }: Evaluation): Catalogue | undefined {
  const ruleset = site.rulesets.current();
  return ruleset && catalogueOf(ruleset);
}

async function evaluate(
  keys: readonly string[],
  names: Catalogue,
  { request, decide }: Evaluation,
): Promise<Flag[]> {
  const isPlaced = request.url !== undefined || request.page !== undefined;
  const pages = Map.groupBy(keys, (key) => (isPlaced ? undefined : pageOf(key, names)));
  const flags = await Promise.all(
    [...pages].map(async ([page, own]) => {
      const answer = await decide({
        ...request,
        ...(page === undefined ? {} : { page }),
        explain: own.some((key) => !names.slots.has(key)),
      });
      const absent = own.filter((key) => names.slots.has(key) && !Object.hasOwn(answer.slots, key));
      const defaults = absent.length === 0 ? {} : await defaultsOf(absent, { request, decide });
      return own.map((key) => toFlag(key, { answer, defaults, names }));
    }),
  );
  return flags.flat().sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Slots that the page does not have show what is theirs by default. */
async function defaultsOf(
  slots: readonly string[],
  { request, decide }: Pick<Evaluation, "request" | "decide">,
): Promise<Answer["slots"]> {
  const { url: _, page: __, ...rest } = request;
  return (await decide({ ...rest, slots: [...slots] })).slots;
}

function pageOf(key: string, { pages, slots, offers }: Catalogue): string | undefined {
  if (!slots.has(key)) return firstPageOf(offers.get(key), pages);
  return [...pages.values()].find((page) => page.slots.includes(key))?.id;
}

function firstPageOf(offer: Offer | undefined, pages: Catalogue["pages"]): string | undefined {
  return offer?.pages?.[0] ?? pages.keys().next().value;
}

interface Evaluated {
  readonly answer: Answer;
  readonly defaults: Answer["slots"];
  readonly names: Catalogue;
}

function toFlag(key: string, { answer, defaults, names }: Evaluated): Flag {
  const slot = Object.hasOwn(answer.slots, key) ? answer.slots[key] : defaults[key];
  if (slot && names.slots.has(key)) return toSlotFlag(key, slot);
  const shown = answer.offers.find(({ id }) => id === key);
  const traces: readonly OfferTrace[] = answer.explain?.offers ?? [];
  return toOfferFlag(
    key,
    shown,
    traces.find(({ id }) => id === key),
  );
}
