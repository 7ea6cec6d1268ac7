import { html } from "hono/html";
import type { Html } from "./page.ts";
import { type JsonSchema, SCHEMA_PREFIX } from "./schema-book.ts";

/** A text whose parts in backticks are code. */
export function renderText(text: string): Html {
  const parts = text.split("`");
  return html`${parts.map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** The type of a value in a few words; a named one is linked. */
export function renderType(schema: JsonSchema): Html {
  const { $ref: target, enum: values, anyOf, type, items, additionalProperties: rest } = schema;
  if (typeof target === "string") {
    const name = target.slice(SCHEMA_PREFIX.length);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if ("const" in schema) return html`<code>${JSON.stringify(schema["const"])}</code>`;
  if (Array.isArray(values))
    return join(values.map((value) => html`<code>${String(value)}</code>`));
  if (Array.isArray(anyOf)) return join(anyOf.map((each) => renderType(toSchema(each))));
  if (type === "array") return html`list of ${renderType(toSchema(items))}`;
  if (type === "object" && typeof rest === "object" && rest !== null && !("properties" in schema)) {
    return html`map of ${renderType(toSchema(rest))}`;
  }
  return html`${Array.isArray(type) ? type.join(" or ") : typeof type === "string" ? type : "any"}`;
}

/** The fields of an object as a table; anything else by its type. */
export function renderFields(schema: JsonSchema): Html {
  const { description, properties, required } = schema;
  const intro = typeof description === "string" ? html`<p>${renderText(description)}</p>` : "";
  const fields = Object.entries(toSchema(properties));
  if (fields.length === 0)
    return html`${intro}
      <p>${renderType(schema)}</p>`;
  const needed = new Set(Array.isArray(required) ? required : []);
  return html`${intro}
    <div class="table">
      <table>
        ${fields.map(([name, field]) => {
          const { description: text } = toSchema(field);
          return html`<tr>
            <td>
              <code>${name}</code>
              ${needed.has(name) ? html`<span class="required">required</span>` : ""}
            </td>
            <td>${renderType(toSchema(field))}</td>
            <td>
              ${typeof text === "string" ? renderText(text) : ""}${renderInner(toSchema(field))}
            </td>
          </tr>`;
        })}
      </table>
    </div>`;
}

/** An object inside a field, which has no place of its own to link to. */
function renderInner(schema: JsonSchema): Html | "" {
  const inner = schema["type"] === "array" ? toSchema(schema["items"]) : schema;
  return "properties" in inner ? renderFields({ ...inner, description: undefined }) : "";
}

function join(parts: readonly Html[]): Html {
  return html`${parts.map((part, i) => (i === 0 ? part : html` | ${part}`))}`;
}

function toSchema(value: unknown): JsonSchema {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
