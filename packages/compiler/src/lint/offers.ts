import type { Check } from "./input.ts";

/** Warns of offers that are judged by a goal although a visitor can do nothing on them. */
export const checkOffersConvert: Check = ({ offers }) => {
  for (const { offer, item } of offers) {
    const canConvert = offer.form !== undefined || item.value.content.cta !== undefined;
    if (offer.goal !== undefined && !canConvert) {
      item.report({
        path: ["goal"],
        severity: "warning",
        code: "offer-cannot-convert",
        message: `"${item.name}" has the goal "${offer.goal}", but neither a button nor a form to reach it with`,
        suggestion: "add content: { cta: … } or a form",
      });
    }
    if (offer.limits.until === "convert" && offer.goal === undefined && offer.form === undefined) {
      item.report({
        path: ["limits", "until"],
        severity: "warning",
        code: "until-without-goal",
        message: `"${item.name}" is shown until it converts, but has no goal and no form that would count as that`,
        suggestion: "add goal: …",
      });
    }
  }
};
