import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createService } from "@facet/api/node";
import type { DecideRequest, DecideResponse } from "@facet/protocol";
import { compileRules } from "@facet/compiler";
import type { Payload } from "../src/index.ts";
import {
  ENTRANCES,
  contentsWith,
  htmlRules,
  insertingRules,
  toForm,
  toOfferContent,
} from "./rules.ts";

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Slots in which the engine writes an inserted text differently; in the rest it is the text itself. */
const ESCAPED = ["text", "href", "link", "image", "markup"];

type Slots = DecideResponse["slots"];
type Offer = DecideResponse["offers"][number];

/** One answer to a page that shows many payloads at once. */
export interface Batch {
  readonly payloads: readonly Payload[];
  readonly decision: DecideResponse;
  /** Pop-ups, those of the decision with a form each. */
  readonly offers: DecideResponse["offers"];
}

/** What the real service decides for each payload, put together into pages of `size` payloads. */
export async function decideBatches(
  payloads: readonly Payload[],
  size: number,
): Promise<readonly Batch[]> {
  const folder = await writeRules(insertingRules());
  const service = await createService({ rules: folder, db: ":memory:", log: QUIET });
  const html = sanitisedByCompiler(payloads);
  try {
    const decided: [Payload, DecideResponse][] = [];
    for (const payload of payloads) {
      const response = await service.app.fetch(
        new Request("http://127.0.0.1/v1/decide", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(toRequest(payload)),
        }),
      );
      const body = await response.text();
      if (response.status !== 200) throw new Error(`${response.status}: ${body}`);
      decided.push([payload, JSON.parse(body) as DecideResponse]);
    }
    const batches: Batch[] = [];
    for (let at = 0; at < decided.length; at += size) {
      batches.push(toBatch(decided.slice(at, at + size), html));
    }
    return batches;
  } finally {
    await service.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeRules(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "facet-injection-"));
  for (const [name, text] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

function toRequest({ id, text }: Payload): DecideRequest {
  const query = new URLSearchParams({
    utm_term: text,
    utm_campaign: text,
    utm_source: text,
    utm_content: text,
    ref: text,
  });
  return {
    url: `https://site.example/?${query}`,
    query: text,
    attributes: { turn: id % ENTRANCES.length, note: text },
    signals: { "geo.city": text, "traits.firstName": text },
  };
}

/** By payload, its text as markup of an editor's that the compiler has cleaned. */
function sanitisedByCompiler(payloads: readonly Payload[]): ReadonlyMap<number, string> {
  const { artifact, problems } = compileRules(htmlRules(payloads));
  if (artifact === undefined) throw new Error(JSON.stringify(problems.slice(0, 3)));
  return new Map(
    payloads.map(({ id }) => {
      const content = artifact.slots[`p${id}`]?.default["en"];
      return [id, content !== undefined && "value" in content ? String(content.value) : ""];
    }),
  );
}

function toBatch(
  decided: readonly (readonly [Payload, DecideResponse])[],
  html: ReadonlyMap<number, string>,
): Batch {
  const slots: Slots = {};
  const offers: DecideResponse["offers"] = [];
  for (const [{ id, text }, answer] of decided) {
    for (const name of ESCAPED) {
      const slot = answer.slots[name];
      if (slot !== undefined) slots[`s${id}.${name}`] = slot;
    }
    // All of it as if a service had let through what it was given.
    for (const [name, slot] of Object.entries(answer.slots)) {
      const content = contentsWith(text)[name as keyof ReturnType<typeof contentsWith>];
      const shown = slot.type === "html" ? (html.get(id) ?? "") : content;
      slots[`r${id}.${name}`] = { ...slot, content: shown as Slots[string]["content"] };
    }
    for (const offer of answer.offers) {
      offers.push({ ...offer, id: `s${id}` }, { ...offer, ...rawParts(text), id: `r${id}` });
    }
  }
  const [first] = decided;
  if (first === undefined) throw new Error("a batch without payloads");
  const { cache: _, ...common } = first[1];
  return {
    payloads: decided.map(([payload]) => payload),
    // Forms would make an answer larger than a client takes.
    decision: { ...common, slots, offers: offers.map(withoutForm) },
    offers,
  };
}

function withoutForm(offer: Offer): Offer {
  const { form: _, ...rest } = offer;
  return rest;
}

function rawParts(text: string) {
  const parts = { content: toOfferContent(text), form: toForm(text) };
  return parts as Pick<DecideResponse["offers"][number], "content" | "form">;
}
