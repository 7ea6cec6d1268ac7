import { compileRulesFolder } from "@facet/compiler";
import { defineCommand } from "../command.ts";
import { countErrors, countProblems, formatProblems } from "../problems.ts";
import { RULES_ARGUMENT, findRulesFolder } from "../rules-folder.ts";
import { paint } from "../terminal/terminal.ts";

/** `facet lint`: every problem of a rules folder. */
export const lintCommand = defineCommand({
  name: "lint",
  about: [
    "Reads all files of a rules folder and prints each problem as file:line:column severity code",
    "message. Exit code 1 where there is an error: such a rule set would not be served.",
  ].join("\n"),
  args: {
    folder: { ...RULES_ARGUMENT, type: "positional", required: false },
    rules: { ...RULES_ARGUMENT, description: "the same, as for the other commands" },
    json: { type: "boolean", description: "print the problems as JSON" },
  },
  examples: [
    { command: "facet lint", does: "check ./rules" },
    { command: "facet lint shop/rules --json", does: "the same for machines" },
  ],
  async run({ args }, terminal) {
    const folder = findRulesFolder(args.folder ?? args.rules, terminal);
    const { artifact, problems } = await compileRulesFolder(folder);
    const ok = countErrors(problems) === 0;
    if (args.json) {
      const report = { ok, revision: artifact?.revision, problems };
      await terminal.write(`${JSON.stringify(report, undefined, 2)}\n`);
    } else {
      const verdict = ok
        ? paint(terminal, "good", `ok ${artifact?.revision ?? ""}`)
        : paint(terminal, "bad", "not served");
      await terminal.write(
        `${formatProblems(problems, folder, terminal)}${verdict}: ${countProblems(problems)}\n`,
      );
    }
    return ok ? 0 : 1;
  },
});
