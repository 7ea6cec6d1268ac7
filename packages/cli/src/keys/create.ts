import { type KeyKind, mintKey, parseOrigin } from "@facet/api/node";
import { paint, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { KeyAction, KeyOptions } from "./action.ts";
import { chooseSite } from "./site.ts";

/** `facet keys create`: the key alone on standard output, what it is beside it. */
export const createKey: KeyAction = async (options, { terminal, openDesk }) => {
  const kind = readKind(options.kind);
  const origins = readOrigins(options.origins, kind);
  const site = await chooseSite(options, terminal);
  const request = { kind, site, origins, label: options.label };
  if (options.print === true) return printKey(await mintKey(request, Date.now()), terminal);
  const desk = await openDesk();
  try {
    const { text, key } = await desk.create(request);
    await terminal.write(`${text}\n`);
    terminal.warn(`${paint(terminal, "good", "made")} ${key.id}: ${describe(request)}`);
  } finally {
    await desk.close();
  }
  terminal.warn("Put it where only its users find it: it is not shown again.");
  if (kind === "publishable" && origins.length === 0) {
    terminal.warn(
      `${paint(terminal, "warning", "warning")} no page in a browser can use it: it has no --origin`,
    );
  }
  return 0;
};

async function printKey(
  { text, key }: Awaited<ReturnType<typeof mintKey>>,
  terminal: Terminal,
): Promise<number> {
  const { site, kind, hash: sha256, origins, label } = key;
  await terminal.write(
    `${text}\nFACET_KEYS=${JSON.stringify([{ site, kind, sha256, origins, label }])}\n`,
  );
  terminal.warn("Nothing was kept. FACET_KEYS is a JSON list: put several entries into one.");
  return 0;
}

function readKind(given: string | undefined): KeyKind {
  if (given === "publishable" || given === "secret") return given;
  throw new UsageError(
    given === undefined ? "--kind is missing" : `--kind ${given} is no kind of key`,
    "publishable is for pages, secret is for servers",
  );
}

function readOrigins(given: readonly string[], kind: KeyKind): readonly string[] {
  if (kind === "secret" && given.length > 0) {
    throw new UsageError(
      "a secret key has no --origin",
      "it is for servers; pages take one of --kind publishable",
    );
  }
  return given.map((text) => {
    const origin = parseOrigin(text);
    if (origin !== undefined) return origin;
    throw new UsageError(
      `--origin ${text} is no origin`,
      "write the scheme and the host, such as https://okna.example, without a path",
    );
  });
}

function describe({
  kind,
  site,
  origins,
}: {
  kind: KeyKind;
  site: string;
  origins: KeyOptions["origins"];
}): string {
  const pages = origins.length === 0 ? "" : `, for pages of ${origins.join(", ")}`;
  return `a ${kind} key of the site ${site}${pages}`;
}
