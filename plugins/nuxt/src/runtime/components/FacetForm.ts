import { ENDPOINT, FORM_INPUTS, toFormView } from "@facet/client";
import type { Json, SlotId } from "@facet/client";
import { ENGLISH_MISTAKES, hintOf, RUSSIAN_MISTAKES } from "@facet/client/form";
import { useRoute } from "nuxt/app";
import { defineComponent, h } from "vue";
import type { PropType, VNode } from "vue";
import type { PageContent } from "../page-content.ts";
import { useFacet } from "../use-facet.ts";
import { field } from "./field.ts";

/**
 * A form slot as a real form: it posts by itself where there is no JavaScript, and the page then says
 * what became of it. Hidden: nothing. Undecided: what is inside.
 */
export const FacetForm = defineComponent({
  name: "FacetForm",
  props: {
    id: { type: String as PropType<SlotId>, required: true },
    /** Text of the button where the rules name none. */
    submit: { type: String, default: "Send" },
    /** Said when the form went through and the rules say nothing. */
    thanks: { type: String, default: "Thank you! We have got it." },
    /** Said when it did not. */
    failed: {
      type: String,
      default: "That did not go through. Please check the fields and try again.",
    },
    /** Language of what is said of single fields: `ru`, else English. */
    lang: { type: String, default: "en" },
  },
  setup(props, { slots }) {
    const facet = useFacet();
    const route = useRoute();
    return () => {
      const { id, submit, thanks, failed, lang } = props;
      const content: Json | null | undefined = facet.slot(id);
      if (content === undefined) return slots["default"]?.();
      if (content === null) return null;
      const { slots: decided, own } = facet.content();
      const asked = own !== undefined && Object.hasOwn(own.asked, id) ? own.asked[id] : undefined;
      const view = toFormView(content, { asked });
      const outcome = own?.outcome?.form === id ? own.outcome : undefined;
      if (outcome?.status === "thanks") {
        const message = view.thanks ?? thanks;
        return h("p", { class: "facet-thanks", id: `facet-${id}`, role: "status" }, message);
      }
      const values = new Map(outcome?.values);
      const words = lang.startsWith("ru") ? RUSSIAN_MISTAKES : ENGLISH_MISTAKES;
      const attributes = {
        method: "post",
        action: `${ENDPOINT}/leads`,
        id: `facet-${id}`,
        "data-facet": id,
        "data-facet-form": id,
        "data-facet-thanks": view.thanks ?? thanks,
        "data-facet-event": view.event,
      };
      return h("form", attributes, [
        ...aboutInputs({ slots: decided, own }, id, route.fullPath),
        view.title === undefined ? null : h("h2", { class: "facet-title" }, view.title),
        view.body === undefined ? null : h("p", { class: "facet-body" }, view.body),
        outcome === undefined ? null : h("p", { class: "facet-error", role: "alert" }, failed),
        ...view.fields.flatMap((one) =>
          field(one, {
            form: id,
            hint: hintOf(one, words),
            value: values.get(one.name),
            mistake: outcome?.wrong.includes(one.name)
              ? (words.get(one.inputType) ?? words.get(""))
              : undefined,
          }),
        ),
        h("div", { hidden: true }, [
          h("input", { type: "text", name: FORM_INPUTS.trap, tabindex: -1, autocomplete: "off" }),
        ]),
        h("button", view.submit ?? submit),
      ]);
    };
  },
});

/** The hidden inputs by which a form without JavaScript says what it is. */
function aboutInputs(
  {
    slots,
    own,
  }: { readonly slots: PageContent["slots"]; readonly own: PageContent["own"] | undefined },
  id: string,
  page: string,
): VNode[] {
  const { rule, variant, experiment, arm } = slots[id] ?? {};
  const about = { slot: id, rule, variant, experiment, arm, page };
  // What a page shares with others is nobody's: the page runtime fetches this visitor's part.
  const judged = own === undefined ? {} : { decisionId: own.decisionId, token: own.token };
  const values = Object.entries({ ...about, ...judged }) as [keyof typeof FORM_INPUTS, string?][];
  return values.flatMap(([name, value]) =>
    value === undefined ? [] : [h("input", { type: "hidden", name: FORM_INPUTS[name], value })],
  );
}
