import type { SlotType } from "@facet/engine";
import { slotContents } from "../schema/content.ts";
import { ITEM_KINDS } from "../schema/documents.ts";
import type { ItemKindName } from "../schema/documents.ts";
import type { RawItem, Sorted } from "./documents.ts";
import type { DeclaredNames } from "./located.ts";
import type { Entry, MapNode } from "./tree.ts";

/** Collects the names that all documents give, broken ones too. */
export function declaredNames({ items, named, whole }: Sorted): DeclaredNames {
  const ofItems = (kind: ItemKindName): ReadonlySet<string> =>
    new Set(items[kind].flatMap((item) => scalarText(item.node, item.nameKey) ?? []));
  const ofSite = (section: string): ReadonlySet<string> => {
    const names = new Set<string>();
    for (const { entry } of whole.site) {
      if (entry.key !== section || entry.value.kind !== "map") continue;
      for (const name of entry.value.entries.keys()) names.add(name);
    }
    return names;
  };
  return {
    attributes: ofSite("attributes"),
    slots: ofSite("slots"),
    pages: ofSite("pages"),
    goals: ofSite("goals"),
    offerGroups: ofSite("offerGroups"),
    segments: new Set(named.segments.map(({ entry }) => entry.key)),
    events: new Set(named.events.map(({ entry }) => entry.key)),
    eventSchemas: new Set(named.eventSchemas.map(({ entry }) => entry.key)),
    rules: ofItems(ITEM_KINDS.rule.one),
    experiments: ofItems(ITEM_KINDS.experiment.one),
    offers: ofItems(ITEM_KINDS.offer.one),
    keywordLists: ofItems(ITEM_KINDS.keywordList.one),
    personas: ofItems(ITEM_KINDS.persona.one),
  };
}

/** Types of the slots that the site declares, as far as they can be told. */
export function declaredSlotTypes({ whole }: Sorted): ReadonlyMap<string, SlotType> {
  const types = new Map<string, SlotType>();
  for (const { entry } of whole.site) {
    if (entry.key !== "slots" || entry.value.kind !== "map") continue;
    for (const slot of entry.value.entries.values()) {
      const type = slotType(slot);
      if (type) types.set(slot.key, type);
    }
  }
  return types;
}

/** Files that keyword lists name, broken ones too, without their folders. */
export function mentionedFiles(lists: readonly RawItem[]): ReadonlySet<string> {
  return new Set(
    lists.flatMap((list) => scalarText(list.node, "file")?.replace(/^.*\//, "") ?? []),
  );
}

function slotType({ value }: Entry): SlotType | undefined {
  const text = value.kind === "map" ? scalarText(value, "type") : undefined;
  return (Object.keys(slotContents) as SlotType[]).find((type) => type === text);
}

function scalarText(node: MapNode, key: string): string | undefined {
  const value = node.entries.get(key)?.value;
  return value?.kind === "scalar" && value.text !== "" ? value.text : undefined;
}
