import type { Cta, Image, SlotId } from "@facet/client";
import { safeUrl } from "@facet/client/url";
import { defineComponent, h } from "vue";
import type { PropType } from "vue";
import { useFacet } from "../use-facet.ts";
import { FacetForm } from "./FacetForm.ts";

/**
 * Shows a slot: text and html in an element, a call to action as a link, an image as `<img>`, a form
 * as a form. Hidden: nothing. Without a decision: what is inside. `json` slots are for the page's own
 * code (`useFacet().slot(id)`) and show nothing here.
 */
export const FacetSlot = defineComponent({
  name: "FacetSlot",
  props: {
    id: { type: String as PropType<SlotId>, required: true },
    /** Element of a text or html slot. `span` by default, `div` for html. */
    as: { type: String, default: undefined },
  },
  setup(props, { slots }) {
    const facet = useFacet();
    return () => {
      const { id, as } = props;
      const decided = facet.content().slots;
      const slot = Object.hasOwn(decided, id) ? decided[id] : undefined;
      const marked = { "data-facet": id };
      if (slot === undefined) return h(as ?? "span", marked, slots["default"]?.());
      if (slot.hidden === true) return null;
      if (slot.type === "text") return h(as ?? "span", marked, String(slot.content));
      if (slot.type === "html") {
        return h(as ?? "div", { ...marked, innerHTML: String(slot.content) });
      }
      if (slot.type === "form") return h(FacetForm, { id }, slots);
      // The rule set's compiler has checked the shape.
      if (slot.type === "cta") return link(marked, slot.content as Cta & null);
      if (slot.type === "image") return image(marked, slot.content as Image & null);
      return null;
    };
  },
});

function link(marked: object, { href, label }: Cta) {
  return h("a", { ...marked, href: safeUrl(href) }, label);
}

function image(marked: object, { src, alt = "", width, height }: Image) {
  return h("img", { ...marked, src: safeUrl(src), alt, width, height });
}
