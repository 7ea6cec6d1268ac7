import {
  AD_PLATFORMS,
  type TrackingCheck,
  checkTracking,
  compileRulesFolder,
  readRulesFolder,
} from "@facet/compiler";
import { existsSync } from "node:fs";
import { defineCommand } from "../command.ts";
import { RULES_ARGUMENT, findRulesFolder } from "../rules-folder.ts";
import { type Terminal, paint } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";

/** `facet utm`: the tracking template of an ad system. */
export const utmCommand = defineCommand({
  name: "utm",
  about: [
    "Prints the parameters to paste into the ad account, so that each click tells its campaign, ad and",
    "phrase. With a rules folder it says which signals and ids the rules read that the template would",
    "not send, and prints one that does.",
  ].join("\n"),
  args: {
    platform: {
      type: "string",
      valueHint: "system",
      description: AD_PLATFORMS.join(", "),
    },
    rules: RULES_ARGUMENT,
    json: { type: "boolean", description: "print it as JSON" },
  },
  examples: [
    { command: "facet utm --platform yandex", does: "what to paste into Yandex Direct" },
    {
      command: "facet utm --platform vk --rules shop/rules",
      does: "checked against another folder",
    },
  ],
  async run({ args }, terminal) {
    const platform = AD_PLATFORMS.find((known) => known === args.platform);
    if (platform === undefined) {
      throw new UsageError(
        args.platform === undefined
          ? "--platform is missing"
          : `--platform ${args.platform} is no ad system`,
        `one of ${AD_PLATFORMS.join(", ")}`,
      );
    }
    const rules = await readRules(args.rules, terminal);
    const check = checkTracking(platform, rules);
    await terminal.write(
      args.json
        ? `${JSON.stringify(check, undefined, 2)}\n`
        : formatCheck(check, { isChecked: rules !== undefined }, terminal),
    );
    return 0;
  },
});

/** The rules to check against: those of the folder that is named, else of the usual one if it is there. */
async function readRules(given: string | undefined, terminal: Terminal) {
  const isNamed = given !== undefined || terminal.env["FACET_RULES"] !== undefined;
  if (!isNamed && !existsSync("rules")) return undefined;
  const folder = findRulesFolder(given, terminal);
  const { artifact } = await compileRulesFolder(folder);
  if (artifact) return { artifact, files: await readRulesFolder(folder) };
  terminal.warn("The rules have errors, so the template was not checked; see: facet lint");
  return undefined;
}

function formatCheck(
  { name, where, template, missing, complete, notes }: TrackingCheck,
  { isChecked }: { readonly isChecked: boolean },
  terminal: Terminal,
): string {
  const findings = missing.map(({ signal, usedBy, message }) => {
    return `${paint(terminal, "warning", "not sent")} ${paint(terminal, "name", signal)} (${usedBy.join(", ")}): ${message}`;
  });
  const verdict =
    isChecked && missing.length === 0
      ? ["Everything that the rules read of an address is sent."]
      : [];
  return [
    `${paint(terminal, "strong", name)}: paste into ${where}`,
    "",
    template,
    "",
    ...findings,
    ...verdict,
    ...(complete === undefined ? [] : ["", "With what can be added:", "", complete]),
    ...(notes.length === 0 ? [] : ["", ...notes.map((note) => paint(terminal, "quiet", note))]),
    "",
  ].join("\n");
}
