import type { Payload } from "../src/index.ts";

/** Ways in which a stranger's text reaches a decision: the signal that a template names. */
export const ENTRANCES = [
  "query",
  "utm.term",
  "utm.campaign",
  "utm.source",
  "utm.content",
  "url.query.ref",
  "geo.city",
  "traits.firstName",
  "note",
] as const;

const SLOTS = {
  text: { type: "text", default: "-" },
  label: { type: "cta", default: { label: "-", href: "#x" } },
  href: { type: "cta", default: { label: "-", href: "#x" } },
  link: { type: "cta", default: { label: "-", href: "#x" } },
  image: { type: "image", default: { src: "/x.png", alt: "-" } },
  markup: { type: "html", default: "<p>-</p>" },
  form: {
    type: "form",
    default: { title: "-", submit: "-", fields: [{ name: "a", type: "text", label: "-" }] },
  },
  data: { type: "json", default: { title: "-" } },
};

/**
 * A content with `text` at every place that a slot's type has for one.
 *
 * @param address What an address made of it is; the compiler takes none that begins with an insertion.
 */
export function contentsWith(
  text: string,
  address: string = text,
): Readonly<Record<keyof typeof SLOTS, unknown>> {
  return {
    text,
    label: { label: text, href: "#x" },
    href: { label: "x", href: address },
    link: { label: text, href: `/go?to=${text}#${text}` },
    image: { src: address, alt: text },
    markup: `<p>${text}</p><a href="${address}" title="${text}">${text}</a><img src="${address}" alt="${text}">`,
    form: toForm(text),
    data: { title: text, href: text, list: [text] },
  };
}

/** A form whose every word is `text`. */
export function toForm(text: string): object {
  const field = { label: text, placeholder: text };
  return {
    title: text,
    body: text,
    submit: text,
    thanks: text,
    fields: [
      { name: "a", type: "text", ...field },
      { name: "b", type: "select", ...field, options: [{ value: "v", label: text }] },
      { name: "c", type: "radio", ...field, options: [{ value: "v", label: text }] },
      { name: "d", type: "checkbox", ...field },
    ],
  };
}

/** What a pop-up shows of `text`, and of an address made of it. */
export function toOfferContent(text: string, address: string = text): object {
  return {
    title: text,
    body: `${text}\n\n${text}`,
    image: { src: address, alt: text },
    cta: { label: text, href: address, title: text },
    note: text,
    dismiss: text,
  };
}

/**
 * A rule set that lets everything through: the attribute `turn` says which entrance each slot takes
 * its text from, so that in turn every slot takes it from every one.
 */
export function insertingRules(): ReadonlyMap<string, string> {
  const names = Object.keys(SLOTS) as (keyof typeof SLOTS)[];
  const slots = Object.fromEntries(names.map((name) => [name, { ...SLOTS[name], insert: "any" }]));
  const variants = ENTRANCES.map((_, turn) => ({
    id: `turn-${turn}`,
    when: { turn },
    content: Object.fromEntries(
      names.map((name, at) => [
        name,
        contentsWith(insertionOf(turn + at), `/${insertionOf(turn + at)}`)[name],
      ]),
    ),
  }));
  const offers = ENTRANCES.map((_, turn) => ({
    offer: `offer-${turn}`,
    type: "modal",
    when: { turn },
    trigger: ["delay 5s"],
    // An offer lets nothing of the address through, so it takes from the others in turn.
    content: toOfferContent(offerInsertion(turn), `/${offerInsertion(turn)}`),
  }));
  return new Map([
    [
      "site.yaml",
      JSON.stringify({
        version: 1,
        site: "open",
        locales: ["en"],
        timeZone: "UTC",
        consent: { default: "granted" },
        attributes: { turn: { type: "number" }, note: { type: "string" } },
        slots,
        pages: { all: { path: "/", slots: names } },
      }),
    ],
    ["content/rules.yaml", JSON.stringify({ rule: "echo", page: "all", priority: 1, variants })],
    ["offers/offers.yaml", JSON.stringify({ offers })],
  ]);
}

function offerInsertion(turn: number): string {
  return insertionOf(ENTRANCES.indexOf("geo.city") + (turn % 3));
}

function insertionOf(turn: number): string {
  return `{${ENTRANCES[turn % ENTRANCES.length]}|default:-}`;
}

// What the compiler takes in no text.
const REFUSED = /(?![\t\n])[\p{Cc}\ufeff\u2028\u2029]/gu;

/** A rule set whose editor wrote every payload into a slot of type html: `p<id>`. */
export function htmlRules(payloads: readonly Payload[]): ReadonlyMap<string, string> {
  const slots = Object.fromEntries(
    payloads.map(({ id, text }) => [
      `p${id}`,
      { type: "html", default: text.replaceAll("{", "{{").replace(REFUSED, " ") },
    ]),
  );
  const site = { version: 1, site: "html", locales: ["en"], timeZone: "UTC", slots };
  return new Map([["site.yaml", JSON.stringify(site)]]);
}
