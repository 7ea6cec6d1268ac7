import type { FacetDecision } from "@facet/client";
import { defineToolbarApp } from "astro/toolbar";
import { parsePreview, PREVIEW_COOKIE, writePreview } from "./preview.ts";
import type { Preview } from "./preview.ts";
import { decisionList } from "./toolbar-decision.ts";

interface Field {
  readonly label: string;
  /** Signal of the rules; absent: the ad phrase. */
  readonly signal?: string;
  readonly type: "text" | "number";
}

const FIELDS: readonly Field[] = [
  { label: "Phrase", type: "text" },
  { label: "Visits", signal: "visits", type: "number" },
  { label: "City", signal: "geo.city", type: "text" },
  { label: "Score", signal: "score", type: "number" },
  { label: "Channel", signal: "channel", type: "text" },
  { label: "Device", signal: "device.type", type: "text" },
];

const STYLES = `
  form { display: grid; grid-template-columns: max-content 1fr; gap: 6px 12px; align-items: center }
  input { font: inherit; color: inherit; background: #0006; border: 1px solid #fff4; border-radius: 4px; padding: 4px 6px }
  .actions { grid-column: 1 / -1; display: flex; gap: 8px; margin-block: 6px 14px }
  .facet { overflow: auto }
  dl { margin: 0 }
  dt { font-weight: 600; margin-top: 8px }
  dd { margin: 0; opacity: .8 }
  pre { white-space: pre-wrap; font-size: 12px }
`;

/** The toolbar's panel: whom the page is shown as, and why it shows what it does. */
// oxlint-disable-next-line import/no-default-export -- Astro takes the default export of a toolbar app
export default defineToolbarApp({
  init(canvas, app) {
    const panel = document.createElement("astro-dev-toolbar-window");
    const style = document.createElement("style");
    style.textContent = STYLES;
    const list = document.createElement("div");
    // The toolbar's window neither scrolls nor clips: what is in it has to.
    const content = document.createElement("div");
    content.className = "facet";
    content.append(previewForm(parsePreview(document.cookie) ?? {}), list);
    panel.append(style, content);
    canvas.append(panel);
    app.toggleNotification(
      parsePreview(document.cookie) === undefined
        ? { state: false }
        : { state: true, level: "info" },
    );
    app.onToggled(async ({ state }) => {
      if (state) list.replaceChildren(await explain());
    });
  },
});

async function explain(): Promise<HTMLElement> {
  const url = location.pathname + location.search;
  const response = await fetch(`/~facet/explain?url=${encodeURIComponent(url)}`);
  // Answered by this package's own endpoint.
  return decisionList((await response.json()) as FacetDecision);
}

function previewForm(preview: Preview): HTMLFormElement {
  const form = document.createElement("form");
  const inputs = FIELDS.map((field) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    label.textContent = field.label;
    label.htmlFor = input.id = `facet-${field.signal ?? "phrase"}`;
    input.type = field.type;
    const known = field.signal === undefined ? preview.query : preview.signals?.[field.signal];
    input.value = `${known ?? ""}`;
    form.append(label, input);
    return { field, input };
  });
  const actions = document.createElement("div");
  actions.className = "actions";
  actions.append(button("Show as this visitor", "submit"), button("As myself", "reset"));
  form.append(actions);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(toPreview(inputs));
  });
  form.addEventListener("reset", () => show(undefined));
  return form;
}

function toPreview(
  inputs: readonly { readonly field: Field; readonly input: HTMLInputElement }[],
): Preview {
  const told = inputs.filter(({ input }) => input.value.trim() !== "");
  const query = told.find(({ field }) => field.signal === undefined)?.input.value.trim();
  const signals = told.flatMap(({ field: { signal, type }, input }) =>
    signal === undefined
      ? []
      : [[signal, type === "number" ? input.valueAsNumber : input.value.trim()] as const],
  );
  return { ...(query === undefined ? {} : { query }), signals: Object.fromEntries(signals) };
}

function show(preview: Preview | undefined): void {
  const value = preview === undefined ? "; Max-Age=0" : writePreview(preview);
  document.cookie = `${PREVIEW_COOKIE}=${value}; Path=/; SameSite=Strict`;
  location.reload();
}

function button(text: string, type: "submit" | "reset"): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = type;
  button.textContent = text;
  return button;
}
