import type { Json } from "@facet/astro";

/** A JSON object whose members are not known yet. */
type Fields = { readonly [name: string]: Json };

/** One argument for the product. */
export interface Benefit {
  readonly icon: string;
  readonly title: string;
  readonly text: string;
}

/** One line of the price table. */
export interface PriceRow {
  readonly name: string;
  readonly detail: string;
  readonly price: string;
  readonly best: boolean;
}

/** What a customer said. */
export interface Review {
  readonly name: string;
  readonly place: string;
  readonly text: string;
}

/** A bicycle of the range. */
export interface RangeItem {
  readonly name: string;
  readonly image: string | undefined;
  readonly tag: string;
  readonly text: string;
  readonly price: string;
}

/** The step of the funnel that this visitor is at. */
export interface FunnelOffer {
  readonly kicker: string;
  readonly title: string;
  readonly text: string;
  readonly price: string | undefined;
  readonly points: readonly string[];
  readonly buy: Purchase | undefined;
}

/** What the demo's "buy" button reports. */
export interface Purchase {
  readonly label: string;
  readonly product: string;
  readonly category: string;
  readonly revenue: number;
}

/** A heading, a line under it, and a list. */
export interface Section<T> {
  readonly title: string;
  readonly note: string;
  readonly items: readonly T[];
}

/** Reads the slot `benefits`; undefined where the content is hidden or of another shape. */
export function toBenefits(content: Json | undefined): Section<Benefit> | undefined {
  return toSection(content, "items", (item) => ({
    icon: text(item, "icon"),
    title: text(item, "title"),
    text: text(item, "text"),
  }));
}

/** Reads the slot `price`; undefined where the content is hidden or of another shape. */
export function toPrices(content: Json | undefined): Section<PriceRow> | undefined {
  return toSection(content, "rows", (item) => ({
    name: text(item, "name"),
    detail: text(item, "detail"),
    price: text(item, "price"),
    best: item["best"] === true,
  }));
}

/** Reads the slot `reviews`; undefined where the content is hidden or of another shape. */
export function toReviews(content: Json | undefined): Section<Review> | undefined {
  return toSection(content, "items", (item) => ({
    name: text(item, "name"),
    place: text(item, "place"),
    text: text(item, "text"),
  }));
}

/** Reads the slot `bikes.range`; undefined where the content is hidden or of another shape. */
export function toRange(content: Json | undefined): Section<RangeItem> | undefined {
  return toSection(content, "items", (item) => ({
    name: text(item, "name"),
    image: text(item, "image") || undefined,
    tag: text(item, "tag"),
    text: text(item, "text"),
    price: text(item, "price"),
  }));
}

/** Reads the slot `bikes.offer`; undefined where the content is hidden or of another shape. */
export function toFunnelOffer(content: Json | undefined): FunnelOffer | undefined {
  if (!isFields(content)) return undefined;
  const points = Array.isArray(content["points"]) ? content["points"] : [];
  return {
    kicker: text(content, "kicker"),
    title: text(content, "title"),
    text: text(content, "text"),
    price: text(content, "price") || undefined,
    points: points.filter((point) => typeof point === "string"),
    buy: toPurchase(content["buy"]),
  };
}

/** Rubles or dollars of a price as people write it (`"14 900 ₽"`, `"$1,190"`); undefined: no number. */
export function toAmount(price: string): number | undefined {
  const digits = price.replaceAll(/[^\d]/g, "");
  return digits === "" ? undefined : Number(digits);
}

function toPurchase(value: Json | undefined): Purchase | undefined {
  if (!isFields(value)) return undefined;
  const { revenue } = value;
  return {
    label: text(value, "label"),
    product: text(value, "product"),
    category: text(value, "category"),
    revenue: typeof revenue === "number" ? revenue : 0,
  };
}

function toSection<T>(
  content: Json | undefined,
  list: string,
  toItem: (item: Fields) => T,
): Section<T> | undefined {
  if (!isFields(content)) return undefined;
  const items = content[list];
  if (!Array.isArray(items)) return undefined;
  return {
    title: text(content, "title"),
    note: text(content, "note") || text(content, "intro"),
    items: items.filter(isFields).map(toItem),
  };
}

function text(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === "string" ? value : "";
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
