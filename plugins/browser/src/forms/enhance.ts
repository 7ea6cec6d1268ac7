import type { PageState } from "@facet/client";
import { safeUrl } from "@facet/client/url";
import { uniqueId } from "../sender.ts";
import { formWords } from "./words.ts";
import { clearErrors, findErrors, showErrors, showFormError } from "./errors.ts";
import { inPageLanguage } from "./messages.ts";
import { submitForm } from "./submit.ts";
import { findToken } from "./token.ts";

/** How a form is taken over. */
export interface EnhanceOptions {
  readonly state: PageState;
  /** Called once the form has gone through, before its thanks are shown. */
  readonly onDone?: () => void;
}

/**
 * Lets a real `<form method="post">` be sent without leaving the page: messages beside the fields,
 * no second send while one is on its way, thanks in place of the form. `data-facet-thanks` holds
 * the form's own thanks, `data-facet-event` the event that its submit is.
 */
export function enhanceForm(form: HTMLFormElement, options: EnhanceOptions): void {
  form.noValidate = true;
  const token = findToken(form, options.state);
  // One id per content: a resend of the same fields is harmless, an edited form is a new one.
  let messageId = uniqueId();
  let sending = false;
  form.addEventListener("input", () => {
    messageId = uniqueId();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    const mistakes = findErrors(form);
    if (mistakes.size > 0) return showErrors(form, mistakes);
    clearErrors(form);
    sending = true;
    // The fields are read before they are disabled: disabled ones are not part of a form's data.
    const outcome = submitForm(form, { state: options.state, messageId, token });
    setBusy(form, "busy");
    const { kind, ...result } = await outcome;
    setBusy(form, "free");
    sending = false;
    if (kind === "failed") return showFormError(form, formWords().failed);
    if ("errors" in result) return showErrors(form, inPageLanguage(form, result.errors));
    options.onDone?.();
    // The service records it; in the page, triggers that wait for it hear of it.
    const { facetEvent } = form.dataset;
    if (facetEvent) document.dispatchEvent(new CustomEvent("facet:track", { detail: facetEvent }));
    finish(form, result);
  });
}

function setBusy(form: HTMLFormElement, state: "busy" | "free"): void {
  const isBusy = state === "busy";
  form.toggleAttribute("data-facet-busy", isBusy);
  form.ariaBusy = isBusy ? "true" : null;
  for (const button of form.querySelectorAll<HTMLButtonElement>("button")) {
    button.disabled = isBusy;
  }
}

function finish(
  form: HTMLFormElement,
  { message, redirect }: { readonly message?: string; readonly redirect?: string },
): void {
  if (redirect !== undefined && safeUrl(redirect) === redirect) return location.assign(redirect);
  const thanks = document.createElement("p");
  thanks.className = "facet-thanks";
  thanks.role = "status";
  thanks.tabIndex = -1;
  thanks.textContent = message ?? form.dataset["facetThanks"] ?? formWords().thanks;
  // It stays where it was: what drew the form takes it away by itself, and must find it.
  form.style.display = "none";
  form.after(thanks);
  thanks.focus();
  new MutationObserver((_, watch) => {
    if (form.isConnected) return;
    thanks.remove();
    watch.disconnect();
  }).observe(form.getRootNode(), { childList: true, subtree: true });
}
