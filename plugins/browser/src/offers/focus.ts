const TYPED =
  "input:not([type=button],[type=submit],[type=reset],[type=checkbox],[type=radio]), textarea, select";

/** The focused element, looked for inside shadow roots too. */
export function deepActiveElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Whether the visitor is typing: a field, or anything editable, has the focus. */
export function isTyping(): boolean {
  const active = deepActiveElement();
  if (active === null) return false;
  return active.matches(TYPED) || (active instanceof HTMLElement && active.isContentEditable);
}

/** Whether something already lies over the page: an open dialog, or a full-screen element. */
export function isCovered(): boolean {
  if (document.fullscreenElement) return true;
  return document.querySelector("dialog[open], [aria-modal=true]") !== null;
}
