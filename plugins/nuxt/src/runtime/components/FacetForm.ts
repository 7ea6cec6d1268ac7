import { ENDPOINT, FORM_INPUTS, FORM_RESULT, toFormView } from "@facet/client";
import type { Json, SlotId } from "@facet/client";
import { useRoute } from "nuxt/app";
import { defineComponent, h } from "vue";
import type { PropType, VNode } from "vue";
import { useFacet } from "../use-facet.ts";
import { field } from "./field.ts";

/**
 * A form slot as a real form: it posts by itself where there is no JavaScript, and the page then says
 * what became of it. Hidden or undecided: nothing but what is inside.
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
  },
  setup(props, { slots }) {
    const facet = useFacet();
    const route = useRoute();
    return () => {
      const { id, submit, thanks, failed } = props;
      const content: Json | null | undefined = facet.slot(id);
      if (content === undefined) return slots["default"]?.();
      if (content === null) return null;
      const view = toFormView(content);
      const status = route.query[FORM_RESULT.form] === id ? route.query[FORM_RESULT.status] : null;
      if (status === "thanks") {
        const message = view.thanks ?? thanks;
        return h("p", { class: "facet-thanks", id: `facet-${id}`, role: "status" }, message);
      }
      const isWrong = status === "error";
      const wrong = new Set(String(route.query[FORM_RESULT.fields] ?? "").split(","));
      return h(
        "form",
        {
          method: "post",
          action: `${ENDPOINT}/leads`,
          id: `facet-${id}`,
          "data-facet": id,
          "data-facet-form": id,
          "data-facet-thanks": view.thanks ?? thanks,
          "data-facet-event": view.event,
        },
        [
          ...aboutInputs(facet.content(), id, route.fullPath),
          view.title === undefined ? null : h("h2", { class: "facet-title" }, view.title),
          view.body === undefined ? null : h("p", { class: "facet-body" }, view.body),
          isWrong ? h("p", { class: "facet-error", role: "alert" }, failed) : null,
          ...view.fields.map((one) => field(one, { isWrong: isWrong && wrong.has(one.name) })),
          h("div", { hidden: true }, [
            h("input", { type: "text", name: FORM_INPUTS.trap, tabindex: -1, autocomplete: "off" }),
          ]),
          h("button", view.submit ?? submit),
        ],
      );
    };
  },
});

/** The hidden inputs by which a form without JavaScript says what it is. */
function aboutInputs(
  { slots, form }: ReturnType<ReturnType<typeof useFacet>["content"]>,
  id: string,
  page: string,
): VNode[] {
  const { rule, variant, experiment, arm } = slots[id] ?? {};
  const about = { slot: id, rule, variant, experiment, arm, page };
  const own = { decisionId: form?.decisionId ?? "", token: form?.token ?? "" };
  const values = Object.entries({ ...about, ...own }) as [keyof typeof FORM_INPUTS, string?][];
  return values.flatMap(([name, value]) =>
    value === undefined ? [] : [h("input", { type: "hidden", name: FORM_INPUTS[name], value })],
  );
}
