import type { CommandEntry } from "../command.ts";

/** All commands, in the order of the help text. */
export const commands: readonly CommandEntry[] = [
  {
    name: "dev",
    summary: "serve the API and reload the rules on every edit",
    load: async () => (await import("./dev.ts")).devCommand,
  },
  {
    name: "lint",
    summary: "check the rules: every mistake with its place and what to do",
    load: async () => (await import("./lint.ts")).lintCommand,
  },
  {
    name: "test",
    summary: "run the rule tests: given a visitor, expect these slots and offers",
    load: async () => (await import("./test.ts")).testCommand,
  },
  {
    name: "decide",
    summary: "show what a visitor of an address sees, and why",
    load: async () => (await import("./decide.ts")).decideCommand,
  },
  {
    name: "explain",
    summary: "go through every rule for one visitor: what matched, what did not, and why not",
    load: async () => (await import("./explain.ts")).explainCommand,
  },
  {
    name: "eval",
    summary: "say whether a condition is true, false or unknown, and why",
    load: async () => (await import("./eval.ts")).evalCommand,
  },
  {
    name: "keywords",
    summary: "say how ad phrases and word forms match, a question a line",
    load: async () => (await import("./keywords.ts")).keywordsCommand,
  },
  {
    name: "import",
    summary: "take ad phrases from exports of Direct, Google Ads and Microsoft into keyword lists",
    load: async () => (await import("./import.ts")).importCommand,
  },
  {
    name: "utm",
    summary: "print the tracking template of an ad system, checked against what the rules read",
    load: async () => (await import("./utm.ts")).utmCommand,
  },
  {
    name: "coverage",
    summary: "say how the keyword lists cover a search-terms report, by clicks and cost",
    load: async () => (await import("./coverage.ts")).coverageCommand,
  },
  {
    name: "keys",
    summary: "make, list and revoke the keys that callers of the API need",
    load: async () => (await import("./keys.ts")).keysCommand,
  },
  {
    name: "quarantine",
    summary: "list events that could not be counted, and try them again",
    load: async () => (await import("./quarantine.ts")).quarantineCommand,
  },
  {
    name: "leads",
    summary: "list the leads, and release those that were taken for spam",
    load: async () => (await import("./leads.ts")).leadsCommand,
  },
  {
    name: "webhooks",
    summary: "say where leads are sent, and replay what could not be delivered",
    load: async () => (await import("./webhooks.ts")).webhooksCommand,
  },
  {
    name: "visitors",
    summary: "show, export, erase or split one visitor, and list who read them",
    load: async () => (await import("./visitors.ts")).visitorsCommand,
  },
  {
    name: "rescore",
    summary: "work all scores out anew by the rules of now",
    load: async () => (await import("./rescore.ts")).rescoreCommand,
  },
  {
    name: "purge",
    summary: "forget what is older than the site wants it kept",
    load: async () => (await import("./purge.ts")).purgeCommand,
  },
  {
    name: "cdn",
    summary: "print how a proxy or CDN keeps personalised pages: nginx, Varnish, Cloudflare, …",
    load: async () => (await import("./cdn.ts")).cdnCommand,
  },
  {
    name: "measure",
    summary: "write a style sheet that keeps the height of slots, so that nothing moves",
    load: async () => (await import("./measure.ts")).measureCommand,
  },
  {
    name: "types",
    summary: "write the slots of the rules as TypeScript types",
    load: async () => (await import("./types.ts")).typesCommand,
  },
  {
    name: "schema",
    summary: "write the JSON Schemas of the rule files, for completion in editors",
    load: async () => (await import("./schema.ts")).schemaCommand,
  },
];
