import type { OfferDecision } from "@facet/client";
import { h } from "../dom.ts";
import { offerWords } from "./words.ts";
import { deepActiveElement } from "./focus.ts";
import type { Panel } from "./panel.ts";

/** Where an offer is put, and who hears that it has gone. */
export interface MountOptions {
  /** Has the shadow root for the offer; not in the document yet. */
  readonly host: HTMLElement;
  readonly type: OfferDecision["type"];
  readonly end: () => void;
}

const FIELD = "input:not([type=hidden],[tabindex='-1']),select";

/**
 * Shows a panel as a modal dialog: the page is inert, the focus is on the first field, else on the
 * heading, and returns at the end. Returns how to close it.
 */
export function mountModal(panel: Panel, { host, end }: MountOptions): () => void {
  const dialog = h("dialog", { ...nameOf(panel), part: "dialog" }, panel.root);
  let pressedOutside = false;
  dialog.addEventListener("close", end);
  // The dialog's box is covered by its panel, so the dialog itself is hit only on the backdrop; a
  // press that began inside, such as selecting text, is no wish to close.
  dialog.addEventListener("pointerdown", (event) => (pressedOutside = event.target === dialog));
  dialog.addEventListener("click", (event) => {
    if (pressedOutside && event.target === dialog) dialog.close();
  });
  host.shadowRoot?.append(dialog);
  document.body.append(host);
  dialog.showModal();
  (panel.form?.querySelector<HTMLElement>(FIELD) ?? panel.heading ?? panel.closers[0])?.focus();
  return () => {
    dialog.close();
    // The event of the dialog comes later; what opens next must find the screen free.
    end();
  };
}

/** Shows a panel beside the page, which keeps the focus. Returns how to close it. */
export function mountPopover(panel: Panel, { host, type, end }: MountOptions): () => void {
  const role = type === "notification" ? "status" : "region";
  const popover = h("div", { popover: "manual", role, ...nameOf(panel), class: `float ${type}` });
  let before: EventTarget | null = deepActiveElement();
  host.shadowRoot?.append(popover);
  document.body.append(host);
  popover.showPopover();
  // Filled once it is there, so that a status is read aloud.
  popover.append(panel.root);
  const close = () => {
    const hadFocus = Boolean(host.shadowRoot?.activeElement);
    end();
    if (hadFocus && before instanceof HTMLElement && before.isConnected) before.focus();
  };
  // Who walks into it comes from the page, and goes back there.
  popover.addEventListener("focusin", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !popover.contains(relatedTarget)) before = relatedTarget;
  });
  popover.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return close;
}

function nameOf({ heading }: Panel): Record<string, string> {
  return heading ? { "aria-labelledby": heading.id } : { "aria-label": offerWords().offer };
}
