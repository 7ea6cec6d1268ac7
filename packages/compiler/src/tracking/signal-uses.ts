import type { RulesetArtifact } from "@facet/engine";

/** Signals that rules read, each with the first places that read it. */
export type SignalUses = ReadonlyMap<string, readonly string[]>;

const MAX_PLACES = 3;

/** Finds the signals that conditions and insertions of a rule set read: `utm.content`, `url.query.ref`, … */
export function signalUses(artifact: RulesetArtifact): SignalUses {
  const uses = new Map<string, string[]>();
  const read = (place: string, value: unknown): void => {
    for (const signal of signalsOf(value)) {
      const places = uses.get(signal) ?? [];
      if (places.length < MAX_PLACES && !places.includes(place)) places.push(place);
      uses.set(signal, places);
    }
  };
  for (const [id, segment] of Object.entries(artifact.segments)) read(`segment ${id}`, segment);
  for (const rule of artifact.rules)
    read(`${rule.kind === "experiment" ? "experiment" : "rule"} ${rule.id}`, rule);
  for (const offer of artifact.offers) read(`offer ${offer.id}`, offer);
  for (const list of artifact.keywordLists) read(`keyword list ${list.id}`, list);
  read("scoring", artifact.scoring);
  return uses;
}

/** Conditions are `{ op: "signal", path }`, insertions `{ signal, filters }`, wherever they stand. */
function* signalsOf(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) yield* signalsOf(item);
    return;
  }
  const node = value as Readonly<Record<string, unknown>>;
  const path =
    node["op"] === "signal"
      ? node["path"]
      : Array.isArray(node["filters"])
        ? node["signal"]
        : undefined;
  if (Array.isArray(path)) yield path.map(String).join(".");
  for (const member of Object.values(node)) yield* signalsOf(member);
}
