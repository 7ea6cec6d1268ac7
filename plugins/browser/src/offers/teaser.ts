import { h } from "../dom.ts";
import { offerStyles } from "./styles.ts";

/**
 * Leaves a small tab at the edge of the window, which opens a closed offer again. Returns how to
 * take it away.
 */
export function showTeaser(teaser: {
  readonly id: string;
  readonly label: string;
  readonly takesFocus: boolean;
  readonly onClick: () => void;
}): () => void {
  const host = document.createElement("facet-offer");
  host.setAttribute("name", teaser.id);
  host.setAttribute("type", "teaser");
  const button = h("button", { type: "button", class: "cta", part: "teaser" }, teaser.label);
  button.addEventListener("click", teaser.onClick);
  const tab = h("div", { popover: "manual", class: "float teaser" }, button);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [offerStyles()];
  shadow.append(tab);
  document.body.append(host);
  tab.showPopover();
  if (teaser.takesFocus) button.focus();
  return () => host.remove();
}
