import type { FormHTMLAttributes, ReactNode } from "react";
import { ENDPOINT, FORM_INPUTS, toFormView } from "@facet/client";
import type { Json } from "@facet/client";
import { findSlot } from "./decision.ts";
import type { PageDecision } from "./decision.ts";
import { Field } from "./field.tsx";
import type { FormResult } from "./form-result.ts";

/** Properties of {@link FacetForm}; what is not named here goes to the `<form>`. */
export interface FacetFormProps extends Omit<FormHTMLAttributes<HTMLFormElement>, "id" | "action"> {
  readonly decision: PageDecision;
  /** Slot id, or offer id. */
  readonly id: string;
  /** What became of a submit without JavaScript: `toFormResult` of the page's query. */
  readonly result?: FormResult | undefined;
  /** Text of the button where the rules name none. */
  readonly submit?: string;
  /** Said when the form went through and the rules say nothing. */
  readonly thanks?: string;
  /** Said when it did not. */
  readonly failed?: string;
  /** Shown where there is no decision of the slot. */
  readonly children?: ReactNode;
}

/**
 * A form slot, or the form of an offer, as a real form: it posts by itself where there is no
 * JavaScript. Hidden or undecided: nothing but the children.
 */
export function FacetForm(props: FacetFormProps): ReactNode {
  const { decision, id, result, children, ...rest } = props;
  const {
    submit = "Send",
    thanks = "Thank you! We have got it.",
    failed = "That did not go through. Please check the fields and try again.",
    ...attributes
  } = rest;
  const { content, about } = findForm(decision, id);
  if (content === undefined) return children;
  const view = content === null ? undefined : toFormView(content);
  const own = result?.form === id ? result : undefined;
  if (own?.status === "thanks") {
    return (
      <p className="facet-thanks" id={`facet-${id}`} role="status">
        {view?.thanks ?? thanks}
      </p>
    );
  }
  if (view === undefined) return null;
  const isFailed = own?.status === "error";
  return (
    <form
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
      {isFailed ? (
        <p className="facet-error" role="alert">
          {failed}
        </p>
      ) : null}
      {view.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          isWrong={isFailed && own.fields.includes(field.name)}
        />
      ))}
      <div hidden>
        <input type="text" name={FORM_INPUTS.trap} tabIndex={-1} autoComplete="off" />
      </div>
      <button>{view.submit ?? submit}</button>
    </form>
  );
}

type About = ReadonlyMap<keyof typeof FORM_INPUTS, string>;

/** The form's content (null: hidden, undefined: not decided) and what its submit says of itself. */
function findForm(
  decision: PageDecision,
  id: string,
): { readonly content: Json | undefined; readonly about: About } {
  const offer = decision.offers?.find((offer) => offer.id === id);
  const common: [keyof typeof FORM_INPUTS, string][] = [
    ["decisionId", decision.decisionId ?? ""],
    ["token", decision.formToken ?? ""],
  ];
  if (offer !== undefined) {
    // A form from the rules, parsed from JSON.
    const content = (offer.form ?? null) as Json;
    return { content, about: new Map([["offer", id], ...common]) };
  }
  const decided = findSlot(decision, id);
  const { rule, variant, experiment, arm } = decided ?? {};
  const origin = Object.entries({ rule, variant, experiment, arm }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name as keyof typeof FORM_INPUTS, value] as const],
  );
  return {
    content: decided?.hidden === true ? null : decided?.content,
    about: new Map([["slot", id], ...origin, ...common]),
  };
}
