import type { VisitorStore } from "../store.ts";
import { appendBatch, putRecord } from "./memory/append.ts";
import { createMemoryData, type MemoryLimits } from "./memory/data.ts";
import { eraseVisitor, purgeSite } from "./memory/forget.ts";
import { joinNames, splitName } from "./memory/join.ts";
import { idOf, keyOf } from "./memory/names.ts";
import { createSerial } from "./serial.ts";
import { toStored } from "./stored-visitor.ts";

/** Options of {@link createMemoryStore}; each defaults to 100,000. */
export type MemoryStoreOptions = Partial<MemoryLimits>;

const DEFAULT_MAX = 100_000;

/** A visitor store that lives and dies with the process: for tests, rule tests and tools. */
export function createMemoryStore(options: MemoryStoreOptions = {}): VisitorStore {
  const data = createMemoryData({
    maxVisitors: DEFAULT_MAX,
    maxMessageIds: DEFAULT_MAX,
    maxEntries: DEFAULT_MAX,
    ...options,
  });
  const { visitors, names, records } = data;
  const meta = new Map<string, string>();
  const serially = createSerial();

  return {
    get: ({ site, id }) =>
      serially(async () => {
        if (await data.isErased(site, id)) return "erased";
        return visitors.get(keyOf(site, names.visitorOf(site, id)))?.state;
      }),
    update: ({ site, id }, change) =>
      serially(async () => {
        if (await data.isErased(site, id)) return;
        const key = keyOf(site, names.visitorOf(site, id));
        const before = visitors.get(key);
        visitors.set(key, toStored(change(before?.state), before));
      }),
    append: (batch, call) =>
      serially(() => {
        if (call?.aborted === true) throw new Error("nobody waits for this write any more");
        return appendBatch(data, batch);
      }),
    join: (given, fold) => serially(() => joinNames(data, given, fold)),
    split: (visitor, fold) => serially(() => splitName(data, visitor, fold)),
    async *log({ site, id }) {
      const all = names.namesOf(site, names.visitorOf(site, id));
      yield* data.log.of(
        site,
        all.map(({ name }) => name),
      );
    },
    async about({ site, id }) {
      const all = names.namesOf(site, names.visitorOf(site, id));
      const own = new Set(all.map(({ name }) => name));
      return { names: all, records: records.about(site, own) };
    },
    list: async (site, { after, limit }) =>
      [...visitors.keys()]
        .filter((key) => key.startsWith(keyOf(site, "")))
        .map(idOf)
        .filter((id) => after === undefined || id > after)
        .toSorted()
        .slice(0, limit),
    erase: (visitor) => serially(() => eraseVisitor(data, visitor)),
    purge: (site, before) => serially(() => purgeSite(data, site, before)),
    put: (record) => serially(() => putRecord(data, record)),
    records: async (query) => records.list(query),
    remove: async (record) => records.remove(record),
    async meta(name, initial) {
      const known = meta.get(name);
      if (known !== undefined) return known;
      meta.set(name, initial);
      return initial;
    },
    async ping() {},
    async close() {
      visitors.clear();
    },
  };
}
