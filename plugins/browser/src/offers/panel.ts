import type { Json, OfferDecision, PageState } from "@facet/client";
import { safeUrl } from "@facet/client/url";
import { offerWords } from "./words.ts";
import { h } from "../dom.ts";
import type { buildForm, formStyles } from "../forms/build.ts";
import { asObject, asText } from "./content.ts";

/** The inside of an offer, and the parts that behave. */
export interface Panel {
  readonly root: HTMLElement;
  /** Absent: the offer has no title. */
  readonly heading: HTMLElement | undefined;
  /** Buttons that close it. */
  readonly closers: readonly HTMLElement[];
  readonly form: HTMLFormElement | undefined;
  readonly cta: HTMLElement | undefined;
  /** Opens the whole of an offer of which only a part is shown. */
  readonly more: HTMLElement | undefined;
}

/** What builds forms; loaded where one of the page's offers has one. */
export interface FormKit {
  readonly buildForm: typeof buildForm;
  readonly formStyles: typeof formStyles;
}

/** What a panel is built with. */
export interface PanelOptions {
  readonly state: PageState;
  readonly forms: FormKit | undefined;
  /** `part`: a bar that stands for a modal says its title and opens the rest. */
  readonly show: "whole" | "part";
}

const LOOK = { class: "cta", part: "cta" };

/**
 * Builds the inside of an offer from its content (`title`, `body`, `image`, `cta`, `note`,
 * `dismiss`) and its form.
 */
export function buildPanel(offer: OfferDecision, { state, forms, show }: PanelOptions): Panel {
  const content = asObject(offer.content);
  const label = asText(asObject(content["cta"])["label"]);
  const title = asText(content["title"]);
  const isPart = show === "part" && offer.form !== undefined;
  const heading =
    title === undefined
      ? undefined
      : h("h2", { id: "title", tabindex: "-1", part: "title" }, title);
  const cross = h("button", {
    type: "button",
    class: "close",
    "aria-label": offerWords().close,
    part: "close",
  });
  const more = isPart
    ? h("button", { type: "button", ...LOOK }, label ?? offerWords().more)
    : undefined;
  const form =
    isPart || offer.form === undefined
      ? undefined
      : forms?.buildForm(offer, { state, submit: label });
  const hasCta = !isPart && form === undefined && label !== undefined;
  const cta = hasCta ? buildCta(content["cta"], label) : undefined;
  const dismiss = isPart ? undefined : buildDismiss(asText(content["dismiss"]));
  const body = isPart ? [] : paragraphsOf(content["body"]);
  const root = h(
    "div",
    { class: `panel ${offer.type}`, part: "panel" },
    h(
      "div",
      { class: "in" },
      isPart ? undefined : buildImage(content["image"]),
      h("div", { class: "words" }, heading, ...body),
      more ?? form ?? cta,
      dismiss,
      isPart ? undefined : buildNote(asText(content["note"])),
    ),
    cross,
  );
  return { root, heading, closers: dismiss ? [cross, dismiss] : [cross], form, cta, more };
}

function paragraphsOf(body: Json | undefined): HTMLElement[] {
  return (asText(body) ?? "")
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== "")
    .map((part) => h("p", { part: "body" }, part.trim()));
}

function buildCta(cta: Json | undefined, label: string): HTMLElement {
  const { href, title, target } = asObject(cta);
  const address = asText(href);
  const hint = asText(title);
  if (address === undefined) return h("button", { type: "button", title: hint, ...LOOK }, label);
  const frame = target === "_blank" ? { target, rel: "noopener" } : {};
  return h("a", { href: safeUrl(address), title: hint, ...frame, ...LOOK }, label);
}

function buildDismiss(label: string | undefined): HTMLElement | undefined {
  if (label === undefined) return undefined;
  return h("button", { type: "button", class: "dismiss", part: "dismiss" }, label);
}

function buildNote(note: string | undefined): HTMLElement | undefined {
  return note === undefined ? undefined : h("p", { class: "note", part: "note" }, note);
}

function buildImage(image: Json | undefined): HTMLImageElement | undefined {
  const { src, alt, width, height } = asObject(image);
  const url = asText(src);
  if (url === undefined) return undefined;
  return h("img", {
    src: safeUrl(url),
    alt: asText(alt) ?? "",
    width: sizeOf(width),
    height: sizeOf(height),
    part: "image",
  });
}

function sizeOf(size: Json | undefined): string | undefined {
  return typeof size === "number" ? `${size}` : undefined;
}
