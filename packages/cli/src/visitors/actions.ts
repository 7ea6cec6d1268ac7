import { formatTable } from "../terminal/table.ts";
import { tellNobody, type VisitorAction, WHO } from "./action.ts";
import { formatCard } from "./card.ts";
import { formatTime } from "./format.ts";

const TIMELINE = 30;
const TIMELINE_OF_JSON = 1_000;

/** `facet visitors show`: the card. */
export const showVisitor: VisitorAction = async ({ id, json }, tools) => {
  const { desk, ruleset, terminal } = tools;
  const question = { id, ruleset, who: WHO };
  const card = await desk.card(question, json ? TIMELINE_OF_JSON : TIMELINE);
  if (card === undefined) return tellNobody(id, tools);
  await terminal.write(json ? `${JSON.stringify(card)}\n` : formatCard(card, terminal));
  return 0;
};

/** `facet visitors export`: all that is stored, as JSON. */
export const exportVisitor: VisitorAction = async ({ id }, tools) => {
  const parts = await tools.desk.export({ id, ruleset: tools.ruleset, who: WHO });
  if (parts === undefined) return tellNobody(id, tools);
  for await (const part of parts) await tools.terminal.write(part);
  return 0;
};

/** `facet visitors access`: who read or erased them. */
export const listAccess: VisitorAction = async ({ id, json }, tools) => {
  const { desk, ruleset, terminal } = tools;
  const lines = await desk.access({ id, ruleset, who: WHO });
  if (lines === undefined) return tellNobody(id, tools);
  const rows = lines.map(({ at, action, who }) => [formatTime(at), action, who]);
  const table = formatTable({ header: ["time", "what", "who"], rows }, terminal);
  await terminal.write(
    json ? lines.map((line) => `${JSON.stringify(line)}\n`).join("") : `${table}\n`,
  );
  return 0;
};

/** `facet visitors erase`: forgets them. */
export const eraseVisitor: VisitorAction = async ({ id, json }, tools) => {
  const isErased = await tools.desk.erase({ id, ruleset: tools.ruleset, who: WHO });
  if (!isErased) return tellNobody(id, tools);
  await tools.terminal.write(json ? `{"erased":true}\n` : "Nothing of them is left.\n");
  return 0;
};

/** `facet visitors split`: undoes a merge. */
export const splitVisitor: VisitorAction = async ({ id, json }, { desk, ruleset, terminal }) => {
  if (!(await desk.split({ id, ruleset }))) {
    terminal.warn(`${JSON.stringify(id)} was not joined to anybody; see: facet visitors show`);
    return 1;
  }
  await terminal.write(json ? `{"split":true}\n` : "They are two visitors again.\n");
  return 0;
};
