import { compileRulesFolder } from "@facet/compiler";
import { writeFile } from "node:fs/promises";
import { defineCommand } from "../command.ts";
import { formatProblems } from "../problems.ts";
import { RULES_ARGUMENT, findRulesFolder } from "../rules-folder.ts";
import { formatTypes } from "../types-file.ts";

/** `facet types`: slot ids and content types for TypeScript. */
export const typesCommand = defineCommand({
  name: "types",
  about: [
    "Writes a declaration file with the ids of all slots and the type of their content. Include it",
    "in tsconfig.json, and every plugin checks slot names and content while you type.",
  ].join("\n"),
  args: {
    rules: RULES_ARGUMENT,
    out: {
      type: "string",
      valueHint: "file",
      default: "facet.d.ts",
      description: "where to write",
    },
  },
  examples: [{ command: "facet types --out src/facet.d.ts", does: "write the types of ./rules" }],
  async run({ args }, terminal) {
    const folder = findRulesFolder(args.rules, terminal);
    const { artifact, problems } = await compileRulesFolder(folder);
    if (artifact === undefined) {
      terminal.warn(formatProblems(problems, folder, terminal).trimEnd());
      terminal.warn("The rules have errors, so nothing was written.");
      return 1;
    }
    await writeFile(args.out, formatTypes(artifact));
    await terminal.write(`${args.out}\n`);
    return 0;
  },
});
