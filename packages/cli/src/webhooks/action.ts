import type { OpenedWebhooks } from "@facet/api/node";
import type { Terminal } from "../terminal/terminal.ts";

/** What the command line says of webhooks. */
export interface WebhookOptions {
  /** Id of an endpoint, or of a webhook that was given up. */
  readonly id?: string | undefined;
  readonly site?: string | undefined;
  readonly url?: string | undefined;
  readonly events: readonly string[];
  readonly all?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly rules?: string | undefined;
}

/** What an action works with. */
export interface WebhookTools {
  readonly terminal: Terminal;
  /** Opens the store; whoever does closes it. */
  readonly openDesk: () => Promise<OpenedWebhooks>;
}

/**
 * One of the things that `facet webhooks` does.
 *
 * @returns the exit code.
 */
export type WebhookAction = (options: WebhookOptions, tools: WebhookTools) => Promise<number>;
