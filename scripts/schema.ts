import { resolve } from "node:path";
import { jsonSchemas } from "@facet/compiler";

/** Where the JSON Schema of the rules language is kept for editors. */
export const SCHEMA_FILE: string = resolve(import.meta.dirname, "../schema/rules.json");

/** The schema as the file holds it. */
export function schemaText(): string {
  return `${JSON.stringify(jsonSchemas()["rules"])}\n`;
}
