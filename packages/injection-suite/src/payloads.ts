import { ATTRIBUTE_CALLS, CALLS, plainCall } from "./call.ts";
import { BREAKOUTS, FIRING_ELEMENTS, HANDLERS, TAG_SPELLINGS } from "./elements.ts";
import { ATTRIBUTE_BREAKOUTS, MARKUP, TEXT_BREAKOUTS } from "./lists.ts";
import { schemePayloads } from "./schemes.ts";

/** A text that calls {@link RECORDER} with `id` where a page lets it become code. */
export interface Payload {
  readonly id: number;
  readonly kind: "element" | "markup" | "scheme" | "attribute" | "text" | "encoded";
  readonly text: string;
}

/** All payloads: elements × events × spellings × breakouts, schemes, attributes, scripts, encodings. */
export function createPayloads(): readonly Payload[] {
  const payloads: Payload[] = [];
  const add = (kind: Payload["kind"], make: (call: string) => string): void => {
    const id = payloads.length;
    payloads.push({ id, kind, text: make(plainCall(id)) });
  };
  for (const make of elementMakers()) add("element", make);
  for (const text of MARKUP) {
    for (const spell of CALLS.slice(0, 4)) {
      add("markup", (call) => text.replaceAll("CODE", () => spell(call)));
    }
  }
  for (let at = 0; at < schemePayloads("").length; at++) {
    add("scheme", (call) => schemePayloads(call)[at] ?? "");
  }
  for (const quote of ATTRIBUTE_BREAKOUTS) {
    for (const event of ["error", "load", "focus", "animationstart"]) {
      for (const handler of HANDLERS.slice(0, 4)) {
        add(
          "attribute",
          (call) => `x${quote}${handler(event, call)} autofocus tabindex=1 x=${quote}`,
        );
      }
    }
  }
  for (const text of TEXT_BREAKOUTS) {
    for (const spell of CALLS) add("text", (call) => text.replaceAll("CODE", () => spell(call)));
  }
  for (const encode of ENCODINGS) {
    for (const text of MARKUP.slice(0, 12)) {
      add("encoded", (call) => encode(text.replaceAll("CODE", () => call)));
    }
  }
  return payloads;
}

/** Every element with every breakout, and in turn every spelling of tag, handler and call. */
function elementMakers(): readonly ((call: string) => string)[] {
  const spellings = [...CALLS, ...ATTRIBUTE_CALLS];
  const variants = Array.from({ length: BREAKOUTS.length * 3 }, (_, at) => at);
  return FIRING_ELEMENTS.flatMap(({ markup, event }, element) =>
    variants.map((variant) => {
      const breakout = pick(BREAKOUTS, variant);
      const handler = pick(HANDLERS, element + variant);
      const respell = pick(TAG_SPELLINGS, variant + Math.floor(variant / BREAKOUTS.length));
      const spell = pick(spellings, (element + variant) * 5 + variant);
      return (call: string) =>
        breakout + respell(markup.replace("ON", () => handler(event, spell(call))));
    }),
  );
}

function pick<T>(list: readonly T[], turn: number): T {
  const found = list[turn % list.length];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
}

const ENCODINGS: readonly ((text: string) => string)[] = [
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => text.replace(/[<>]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`),
  (text) => text.replace(/[<>]/g, (mark) => `\\x${mark.charCodeAt(0).toString(16)}`),
  (text) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  (text) => text.replaceAll("<", "&#60").replaceAll(">", "&#62"),
  (text) => text.replaceAll("<", "\uff1c").replaceAll(">", "\uff1e"),
  (text) => text.replaceAll("<", "+ADw-").replaceAll(">", "+AD4-"),
];
