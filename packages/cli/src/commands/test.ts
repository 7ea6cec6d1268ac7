import { compileRulesFolder, formatTestReport, runTests } from "@facet/compiler";
import { join } from "node:path";
import { defineCommand } from "../command.ts";
import { formatProblems, toShortPath } from "../problems.ts";
import { RULES_ARGUMENT, findRulesFolder } from "../rules-folder.ts";
import { startInProcess } from "../visit/in-process.ts";

/** A test to begin with. */
const FIRST_TEST = `tests:
  - name: a visitor from Moscow
    given: { url: /, geo: { city: Москва } }
    expect: { slots: { hero.headline: { contains: Москва } } }
`;

/** `facet test`: the expectations of `tests/*.yaml`. */
export const testCommand = defineCommand({
  name: "test",
  about: [
    "Runs the tests of a rules folder (documents with tests:) against the real service, in this",
    "process and on an empty store. Exit code 1 where a test fails.",
  ].join("\n"),
  args: {
    folder: { ...RULES_ARGUMENT, type: "positional", required: false },
    rules: { ...RULES_ARGUMENT, description: "the same, as for the other commands" },
    json: { type: "boolean", description: "print the report as JSON" },
  },
  examples: [
    { command: "facet test", does: "run the tests of ./rules" },
    { command: "facet test shop/rules", does: "those of another folder" },
  ],
  async run({ args }, terminal) {
    const folder = findRulesFolder(args.folder ?? args.rules, terminal);
    const { artifact, problems, tests } = await compileRulesFolder(folder);
    if (artifact === undefined) {
      terminal.warn(formatProblems(problems, folder, terminal).trimEnd());
      terminal.warn("The rules have errors, so no test was run.");
      return 1;
    }
    if (tests.length === 0) {
      await terminal.write(
        `There are no tests. The first could be ${join(toShortPath(folder), "tests", "first.yaml")}:\n\n${FIRST_TEST}`,
      );
      return 0;
    }
    await using service = await startInProcess(folder);
    const report = await runTests(tests, (given) => service.explainFor(given));
    await terminal.write(
      `${args.json ? JSON.stringify(report, undefined, 2) : formatTestReport(report, { color: terminal.color })}\n`,
    );
    return report.failed === 0 ? 0 : 1;
  },
});
