import { makeFolder } from "@facet/api/node";
import { jsonSchemas } from "@facet/compiler";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defineCommand } from "../command.ts";

/** `facet schema`: JSON Schemas of the rule files. */
export const schemaCommand = defineCommand({
  name: "schema",
  about: [
    "Writes one JSON Schema per kind of document. In VS Code, with the YAML extension, name it in",
    'settings.json: "yaml.schemas": { "./.facet/schema/rules.json": "rules/**/*.yaml" }.',
  ].join("\n"),
  args: {
    out: {
      type: "string",
      valueHint: "folder",
      default: ".facet/schema",
      description: "where to write them",
    },
  },
  examples: [{ command: "facet schema --out .facet/schema", does: "write them to .facet/schema" }],
  async run({ args }, terminal) {
    const schemas = Object.entries(jsonSchemas());
    makeFolder(args.out);
    for (const [name, schema] of schemas) {
      const file = join(args.out, `${name}.json`);
      await writeFile(file, `${JSON.stringify(schema, undefined, 2)}\n`);
      await terminal.write(`${file}\n`);
    }
    return 0;
  },
});
