import { paint } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { KeyAction } from "./action.ts";

/** `facet keys revoke`: ends a key, named by its id or by itself. */
export const revokeKey: KeyAction = async ({ key: name }, { terminal, openDesk }) => {
  if (name === undefined) {
    throw new UsageError("KEY is missing: id of the key to revoke", "see: facet keys list");
  }
  const desk = await openDesk();
  const key = await desk.revoke(name).finally(() => desk.close());
  if (key === undefined) {
    terminal.warn(`${paint(terminal, "bad", "facet:")} there is no such key; see: facet keys list`);
    return 1;
  }
  await terminal.write(
    `${paint(terminal, "good", "revoked")} ${key.id}: the ${key.kind} key of the site ${key.site}\n`,
  );
  return 0;
};
