import type { FormHTMLAttributes, ReactNode } from "react";
import { ENDPOINT, FORM_INPUTS, toFormView } from "@facet/client";
import { ENGLISH_MISTAKES, hintOf, RUSSIAN_MISTAKES } from "@facet/client/form";
import type { PageDecision } from "./decision.ts";
import { Field } from "./field.tsx";
import { findForm } from "./form-source.ts";

/** Properties of {@link FacetForm}; what is not named here goes to the `<form>`. */
export interface FacetFormProps extends Omit<
  FormHTMLAttributes<HTMLFormElement>,
  "id" | "action" | "lang"
> {
  readonly decision: PageDecision;
  /** Slot id, or offer id. */
  readonly id: string;
  /** Text of the button where the rules name none. */
  readonly submit?: string;
  /** Said when the form went through and the rules say nothing. */
  readonly thanks?: string;
  /** Said when it did not. */
  readonly failed?: string;
  /** Language of what is said of single fields: `ru`, else English. */
  readonly lang?: string;
  /** Shown where there is no decision of the slot. */
  readonly children?: ReactNode;
}

/**
 * A form slot, or the form of an offer, as a real form: it posts by itself where there is no
 * JavaScript, and the page then says what became of it, also where the submit itself has hidden it.
 * Hidden or undecided: nothing but the children.
 */
export function FacetForm(props: FacetFormProps): ReactNode {
  const { decision, id, lang, children, ...rest } = props;
  const {
    submit = "Send",
    thanks = "Thank you! We have got it.",
    failed = "That did not go through. Please check the fields and try again.",
    ...attributes
  } = rest;
  const { content, about, asked, outcome } = findForm(decision, id);
  if (content === undefined) return children;
  const view = content === null ? undefined : toFormView(content, { asked });
  if (outcome?.status === "thanks") {
    return (
      <p className="facet-thanks" id={`facet-${id}`} role="status">
        {view?.thanks ?? thanks}
      </p>
    );
  }
  if (view === undefined) return null;
  const values = new Map(outcome?.values);
  const words = lang?.startsWith("ru") === true ? RUSSIAN_MISTAKES : ENGLISH_MISTAKES;
  return (
    <form
      // The page runtime takes messages away that React has drawn: without them it is another form.
      key={outcome?.status}
      method="post"
      action={`${ENDPOINT}/leads`}
      id={`facet-${id}`}
      data-facet={about.has("slot") ? id : undefined}
      data-facet-form={id}
      data-facet-thanks={view.thanks ?? thanks}
      data-facet-event={view.event}
      {...attributes}
    >
      {[...about].map(([name, value]) => (
        <input key={name} type="hidden" name={FORM_INPUTS[name]} defaultValue={value} />
      ))}
      {view.title === undefined ? null : <h2 className="facet-title">{view.title}</h2>}
      {view.body === undefined ? null : <p className="facet-body">{view.body}</p>}
      {outcome === undefined ? null : (
        <p className="facet-error" role="alert">
          {failed}
        </p>
      )}
      {view.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          form={id}
          hint={hintOf(field, words)}
          value={values.get(field.name)}
          mistake={
            outcome?.wrong.includes(field.name) === true
              ? (words.get(field.inputType) ?? words.get(""))
              : undefined
          }
        />
      ))}
      <div hidden>
        <input type="text" name={FORM_INPUTS.trap} tabIndex={-1} autoComplete="off" />
      </div>
      <button>{view.submit ?? submit}</button>
    </form>
  );
}
