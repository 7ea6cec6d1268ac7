import { html } from "./markup.ts";
import type { Markup, Part } from "./markup.ts";

/** A column of a table. */
export interface Column<T> {
  readonly name: string;
  readonly kind?: "number" | "term" | "meter";
  readonly cell: (row: T) => Part;
}

/** A table that scrolls inside of its section where the screen is narrow. */
export function table<T>(columns: readonly Column<T>[], rows: readonly T[]): Markup {
  return html`<div class="wide" tabindex="0">
    <table>
      <thead>
        <tr>
          ${columns.map(({ name, kind }) => html`<th scope="col" class="${kind ?? ""}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map(({ kind, cell }) => html`<td class="${kind ?? ""}">${cell(row)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A titled part of the page. */
export function section(
  {
    id,
    title,
    lead,
    long = false,
  }: { readonly id: string; readonly title: string; readonly lead: Part; readonly long?: boolean },
  body: Part,
): Markup {
  return html`<section id="${id}" ${long ? html` class="long"` : ""}>
    <h2>${title}</h2>
    <p class="lead">${lead}</p>
    ${body}
  </section>`;
}
