import { slot } from "@facet/client";
import type { SlotContent, SlotId } from "@facet/client";
import { useState } from "nuxt/app";
import { NO_CONTENT } from "./page-content.ts";
import type { PageContent } from "./page-content.ts";

/** What {@link useFacet} answers. It is of the page that is shown, also after a navigation. */
export interface FacetPageApi {
  /** Content of a slot: null where it is hidden, undefined where there is no decision of it. */
  slot<Id extends SlotId>(id: Id): SlotContent<Id> | null | undefined;
  /** Content of a slot: null where it is hidden, `fallback` where there is no decision of it. */
  slot<Id extends SlotId>(id: Id, fallback: SlotContent<Id>): SlotContent<Id> | null;
  /** All that was decided, as the components need it. */
  content(): PageContent;
}

/** The decision of this page, on the server and in the browser. */
export function useFacet(): FacetPageApi {
  const content = useState<PageContent>("facet", () => NO_CONTENT);
  function slotOf<Id extends SlotId>(id: Id): SlotContent<Id> | null | undefined;
  function slotOf<Id extends SlotId>(id: Id, fallback: SlotContent<Id>): SlotContent<Id> | null;
  function slotOf<Id extends SlotId>(id: Id, fallback?: SlotContent<Id>) {
    return fallback === undefined ? slot(content.value, id) : slot(content.value, id, fallback);
  }
  return { slot: slotOf, content: () => content.value };
}
