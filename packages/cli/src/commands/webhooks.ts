import { openWebhooks } from "@facet/api/node";
import { defineCommand } from "../command.ts";
import { RULES_ARGUMENT } from "../rules-folder.ts";
import { findStore, STORE_ARGUMENT } from "../store-place.ts";
import { UsageError } from "../usage-error.ts";
import type { WebhookAction } from "../webhooks/action.ts";
import {
  createWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhook,
} from "../webhooks/endpoints.ts";
import { listFailed, replayFailed } from "../webhooks/failed.ts";

const ACTIONS: ReadonlyMap<string, WebhookAction> = new Map([
  ["create", createWebhook],
  ["list", listWebhooks],
  ["remove", removeWebhook],
  ["rotate", rotateWebhook],
  ["failed", listFailed],
  ["replay", replayFailed],
]);
const WITH_ID: ReadonlySet<WebhookAction> = new Set([removeWebhook, rotateWebhook, replayFailed]);

/** `facet webhooks`: where leads are sent. */
export const webhooksCommand = defineCommand({
  name: "webhooks",
  about: [
    "Says where the leads of a site are sent, by signed webhooks (Standard Webhooks). What a receiver",
    "does not take with a 2xx is tried again after ten seconds, and ever more rarely for two days; then",
    "it is kept as failed, until it is replayed. A receiver may get one twice: `webhook-id` tells.",
    "",
    "Webhooks go to public addresses by https. FACET_WEBHOOK_ALLOW, a list of addresses and blocks,",
    "names others that may be reached, also by http: the API reads it when it starts.",
    "",
    "It works on the store of the API, which may be running: it follows within two seconds.",
  ].join("\n"),
  args: {
    action: {
      type: "positional",
      description: "create, list, remove, rotate, failed or replay",
    },
    id: {
      type: "positional",
      required: false,
      description: "id of the webhook to remove, rotate or replay",
    },
    site: {
      type: "string",
      valueHint: "id",
      description: "site of the leads (default: the only one)",
    },
    url: { type: "string", valueHint: "url", description: "address of the receiver" },
    event: {
      type: "string",
      valueHint: "name",
      description: "send only leads of forms with this event; may be repeated (default: all leads)",
    },
    all: { type: "boolean", description: "replay everything that failed" },
    json: { type: "boolean", description: "list as JSON" },
    rules: RULES_ARGUMENT,
    db: STORE_ARGUMENT,
  },
  repeatable: ["event"],
  examples: [
    {
      command: "facet webhooks create --url https://crm.example/facet",
      does: "sends every lead there; prints the secret once",
    },
    {
      command:
        "facet webhooks create --url https://crm.example/quiz --event 'Quiz Done' --site okna",
      does: "only leads of one kind of form, of one of several sites",
    },
    { command: "facet webhooks rotate wh_3kT9xQ2mVb7L", does: "a new secret for its receiver" },
    { command: "facet webhooks failed", does: "what could not be delivered, and why" },
    { command: "facet webhooks replay --all", does: "sends all of that again" },
  ],
  async run({ args, repeated }, terminal) {
    const { action: name = "", id, db, event: _, ...options } = args;
    const action = ACTIONS.get(name);
    if (action === undefined) {
      throw new UsageError(`facet webhooks does not know ${JSON.stringify(name)}`, undefined, {
        name,
        known: [...ACTIONS.keys()],
      });
    }
    if (id !== undefined && !WITH_ID.has(action)) {
      throw new UsageError(`there is one argument too many: ${JSON.stringify(id)}`);
    }
    return action(
      { ...options, id, events: repeated["event"] ?? [] },
      {
        terminal,
        openDesk: async () =>
          openWebhooks({ db: findStore(db, terminal, { mustExist: action !== createWebhook }) }),
      },
    );
  },
});
