import type { RulesetArtifact, Slot } from "@facet/engine";

/** TypeScript type of a slot's content, by the slot's type. */
const CONTENT_TYPES: Readonly<Record<Slot["type"], string>> = {
  text: "string",
  html: "string",
  cta: 'import("@facet/client").Cta',
  image: 'import("@facet/client").Image',
  form: 'import("@facet/client").Json',
  json: 'import("@facet/client").Json',
};

/**
 * Writes a declaration file that tells plugins which slots a site has and what each holds: it fills
 * the interface `FacetSlots` of `@facet/client`.
 */
export function formatTypes({ slots, revision }: RulesetArtifact): string {
  const members = Object.entries(slots).map(
    ([id, { type }]) => `    ${JSON.stringify(id)}: ${CONTENT_TYPES[type]};`,
  );
  return [
    `// Written by facet types from ${revision}. Do not edit.`,
    "export {};",
    "",
    'declare module "@facet/client" {',
    "  interface FacetSlots {",
    ...members,
    "  }",
    "}",
    "",
  ].join("\n");
}
