import type { Json } from "../json.ts";
import type { Content, Insert, SlotType } from "../ruleset.ts";
import type { Surroundings } from "./escape.ts";
import { renderTemplate } from "./render.ts";
import type { RenderOptions } from "./render.ts";

/** A content value that is not hidden. */
export type VisibleContent = Extract<Content, { readonly value: Json }>;

/** What a content's insertions are rendered with. */
export interface ContentOptions extends Omit<RenderOptions, "surroundings"> {
  /** Type of the slot; absent for the content of an offer. */
  readonly type?: SlotType;
  /** The slot's default value: where a text cannot be rendered, its text at the same place is used. */
  readonly fallback?: Json;
}

type Path = Insert["path"];

/**
 * Renders all insertions of a content value.
 *
 * @returns the value itself where it has none, else a copy. A text that cannot be rendered gives way
 *   to the slot's default text at its place, else to the text that the value holds there.
 */
export function renderContent(content: VisibleContent, options: ContentOptions): Json {
  let value = content.value;
  for (const { path, template } of content.inserts ?? []) {
    const surroundings = surroundingsOf(options.type, path);
    const text =
      renderTemplate(template, { ...options, surroundings }) ?? textAt(options.fallback, path);
    if (text !== undefined) value = replaceAt(value, path, text);
  }
  return value;
}

function surroundingsOf(type: SlotType | undefined, path: Path): Surroundings {
  if (type === "html") return "html";
  const last = path.at(-1);
  return type !== "json" && (last === "href" || last === "src") ? "url" : "text";
}

function textAt(value: Json | undefined, path: Path): string | undefined {
  let node: Json | undefined = value;
  for (const key of path) node = childOf(node, key);
  return typeof node === "string" ? node : undefined;
}

function childOf(node: Json | undefined, key: string | number): Json | undefined {
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
  return (node as { readonly [key: string | number]: Json })[key];
}

function replaceAt(node: Json, path: Path, text: string): Json {
  const [key, ...rest] = path;
  if (key === undefined) return text;
  const child = childOf(node, key);
  if (child === undefined) return node;
  const next = replaceAt(child, rest, text);
  if (Array.isArray(node)) return node.map((each: Json, index) => (index === key ? next : each));
  return { ...(node as { readonly [key: string]: Json }), [key]: next };
}
