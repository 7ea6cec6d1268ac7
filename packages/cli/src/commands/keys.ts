import { openKeyDesk } from "@facet/api/node";
import { defineCommand } from "../command.ts";
import { createKey } from "../keys/create.ts";
import { listKeys } from "../keys/list.ts";
import type { KeyAction } from "../keys/action.ts";
import { revokeKey } from "../keys/revoke.ts";
import { RULES_ARGUMENT } from "../rules-folder.ts";
import { findStore, STORE_ARGUMENT } from "../store-place.ts";
import { UsageError } from "../usage-error.ts";

const ACTIONS: ReadonlyMap<string, KeyAction> = new Map([
  ["create", createKey],
  ["list", listKeys],
  ["revoke", revokeKey],
]);

/** `facet keys`: who may call the API. */
export const keysCommand = defineCommand({
  name: "keys",
  about: [
    "Makes, lists and revokes keys in the store of the API, which may be running: it follows within",
    "two seconds. A secret key is for servers and may do everything; a publishable one is for pages of",
    "the origins that it names, and may decide and report events and leads.",
    "",
    "A key is shown once, when it is made: the store keeps only its hash. From the first key on the API",
    "takes no call without one, and may listen on other addresses than this machine's own.",
  ].join("\n"),
  args: {
    action: { type: "positional", description: "create, list or revoke" },
    key: { type: "positional", required: false, description: "id of the key to revoke" },
    site: {
      type: "string",
      valueHint: "id",
      description: "site of the key (default: the only one)",
    },
    kind: { type: "string", valueHint: "kind", description: "publishable or secret" },
    origin: {
      type: "string",
      valueHint: "origin",
      description: "origin of pages that may use a publishable key; may be repeated",
    },
    label: { type: "string", valueHint: "text", description: "what people call the key" },
    print: {
      type: "boolean",
      description: "keep nothing: print the key and its entry for FACET_KEYS",
    },
    json: { type: "boolean", description: "list as JSON" },
    rules: RULES_ARGUMENT,
    db: STORE_ARGUMENT,
  },
  repeatable: ["origin"],
  examples: [
    {
      command: "facet keys create --kind publishable --origin https://okna.example",
      does: "a key for the pages of one site",
    },
    {
      command: "facet keys create --kind secret --site okna --label 'shop backend'",
      does: "a key for a server, of one of several sites",
    },
    { command: "facet keys list", does: "all keys, without what opens anything" },
    { command: "facet keys revoke key_1a2b3c4d5e6f", does: "ends a key for good" },
  ],
  async run({ args, repeated }, terminal) {
    const { action: name = "", key, db, ...options } = args;
    const action = ACTIONS.get(name);
    if (action === undefined) {
      throw new UsageError(`facet keys does not know ${JSON.stringify(name)}`, undefined, {
        name,
        known: [...ACTIONS.keys()],
      });
    }
    if (key !== undefined && action !== revokeKey) {
      throw new UsageError(`there is one argument too many: ${JSON.stringify(key)}`);
    }
    return action(
      { ...options, key, origins: repeated["origin"] ?? [] },
      {
        terminal,
        async openDesk() {
          const mustExist = action !== createKey;
          const besides = "use --print and FACET_KEYS";
          return openKeyDesk({ db: findStore(db, terminal, { mustExist, besides }) });
        },
      },
    );
  },
});
