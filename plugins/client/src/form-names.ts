/** Names of the hidden inputs by which a form without JavaScript says what it is. */
export const FORM_INPUTS = {
  slot: "_facet_slot",
  offer: "_facet_offer",
  rule: "_facet_rule",
  variant: "_facet_variant",
  experiment: "_facet_experiment",
  arm: "_facet_arm",
  decisionId: "_facet_decision",
  page: "_facet_page",
  /** The decision's `formToken`. */
  token: "_facet_token",
  /** A field that people do not see, and leave empty. */
  trap: "_facet_website",
} as const;

/** Query parameters by which a page learns, after the 303, what became of its form. */
export const FORM_RESULT = {
  /** Id of the slot or offer. */
  form: "facet-form",
  /** `thanks` or `error`. */
  status: "facet-status",
  /** Comma-separated names of the fields to mend. */
  fields: "facet-fields",
} as const;
