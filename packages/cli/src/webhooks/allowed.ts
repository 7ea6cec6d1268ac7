import { parseAllowed } from "@facet/api/node";
import type { Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";

/**
 * What FACET_WEBHOOK_ALLOW names: addresses and CIDR blocks.
 *
 * @throws UsageError where it names anything else.
 */
export function readAllowed({ env }: Pick<Terminal, "env">): readonly string[] {
  const list = parseAllowed(env["FACET_WEBHOOK_ALLOW"] ?? "");
  if ("allowed" in list) return list.allowed;
  throw new UsageError(
    `FACET_WEBHOOK_ALLOW has ${list.mistakes.join(", ")}`,
    "write addresses such as 10.0.0.7 and blocks such as 10.0.0.0/8, separated by commas",
  );
}
