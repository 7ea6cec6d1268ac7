import { paint } from "../terminal/terminal.ts";
import type { QuarantineAction, QuarantineTools } from "./action.ts";

const PAGE = 500;

type Counts = NonNullable<Awaited<ReturnType<QuarantineTools["quarantine"]["replay"]>>>;

const NONE: Counts = { stored: 0, duplicates: 0, refused: 0, quarantined: 0 };

/** `facet quarantine replay`: tries one event again, or all of them. */
export const replayQuarantine: QuarantineAction = async ({ event, json }, tools) => {
  const { quarantine, ruleset, terminal } = tools;
  const counts =
    event === undefined ? await replayAll(tools) : await quarantine.replay(event, ruleset);
  if (counts === undefined) {
    terminal.warn(
      `${paint(terminal, "bad", "facet:")} there is no such event; see: facet quarantine list`,
    );
    return 1;
  }
  await terminal.write(json ? `${JSON.stringify(counts)}\n` : `${describe(counts)}\n`);
  return 0;
};

async function replayAll({ quarantine, ruleset, terminal }: QuarantineTools): Promise<Counts> {
  let total = NONE;
  let after: string | undefined;
  do {
    const { counts, next } = await quarantine.replayAll({ after, limit: PAGE }, ruleset);
    total = add(total, counts);
    after = next;
    terminal.status?.(`${total.stored} counted, ${total.quarantined} still wrong`);
  } while (after !== undefined && !terminal.stop.aborted);
  terminal.status?.("");
  return total;
}

function add(a: Counts, b: Counts): Counts {
  return {
    stored: a.stored + b.stored,
    duplicates: a.duplicates + b.duplicates,
    refused: a.refused + b.refused,
    quarantined: a.quarantined + b.quarantined,
  };
}

function describe({ stored, duplicates, refused, quarantined }: Counts): string {
  const parts = [
    `${stored} counted`,
    ...(duplicates === 0 ? [] : [`${duplicates} known already`]),
    ...(refused === 0 ? [] : [`${refused} of visitors who were erased`]),
    `${quarantined} still wrong`,
  ];
  return parts.join(", ");
}
