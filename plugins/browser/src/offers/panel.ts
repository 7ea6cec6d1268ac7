import type { Json, OfferDecision, PageState } from "@facet/client";
import { safeUrl } from "@facet/client/url";
import { words } from "../words.ts";
import { h } from "../dom.ts";
import type { buildForm } from "../forms/build.ts";

/** The inside of an offer, and the parts that behave. */
export interface Panel {
  readonly root: HTMLElement;
  readonly heading: HTMLElement;
  readonly close: HTMLButtonElement;
  readonly form: HTMLFormElement | undefined;
  readonly cta: HTMLElement | undefined;
}

/** Builds forms; loaded where one of the page's offers has one. */
export type FormBuilder = typeof buildForm;

/** Builds the inside of an offer from its content: `title`, `body`, `image`, `cta`, and its form. */
export function buildPanel(
  offer: OfferDecision,
  { state, build }: { readonly state: PageState; readonly build: FormBuilder | undefined },
): Panel {
  const content = asObject(offer.content);
  const label = text(asObject(content["cta"])["label"]);
  const heading = h("h2", { id: "title", tabindex: "-1", part: "title" }, text(content["title"]));
  const close = h("button", {
    type: "button",
    class: "close",
    "aria-label": words().close,
    part: "close",
  });
  const form = offer.form === undefined ? undefined : build?.(offer, { state, submit: label });
  const cta =
    form === undefined && label !== undefined ? buildCta(content["cta"], label) : undefined;
  const paragraphs = (text(content["body"]) ?? "")
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== "");
  const root = h(
    "div",
    { class: `panel ${offer.type}`, part: "panel" },
    close,
    buildImage(content["image"]),
    h(
      "div",
      { class: "words" },
      heading,
      ...paragraphs.map((part) => h("p", { part: "body" }, part.trim())),
    ),
    form ?? cta,
  );
  return { root, heading, close, form, cta };
}

function buildCta(cta: Json | undefined, label: string): HTMLElement {
  const href = text(asObject(cta)["href"]);
  const look = { class: "cta", part: "cta" };
  if (href === undefined) return h("button", { type: "button", ...look }, label);
  return h("a", { href: safeUrl(href), ...look }, label);
}

function buildImage(image: Json | undefined): HTMLImageElement | undefined {
  const { src, alt } = asObject(image);
  const url = text(src);
  if (url === undefined) return undefined;
  return h("img", { src: safeUrl(url), alt: text(alt) ?? "", part: "image", loading: "lazy" });
}

function asObject(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
