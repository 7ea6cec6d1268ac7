import { openStore } from "@facet/api/node";
import { type BenchState, type Contender, factOf, nextState, stateOf } from "./contender.ts";

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Name of {@link FACET} in reports. */
export const FACET_NAME = "Facet's store";

/** Facet's store: no resend is counted, and the visitor's state moves with the event. */
export const FACET: Contender = {
  name: FACET_NAME,
  async open(file) {
    const store = await openStore(file, SILENT);
    return {
      keep(event) {
        const { messageId, visitorId, at } = event;
        const entry = { site: "shop", messageId, visitorId, receivedAt: at, fact: factOf(event) };
        return store.append({
          entries: [entry],
          fold: (current, entries, id) =>
            entries.reduce(
              (state, { receivedAt }) => nextState(state, { at: receivedAt }),
              (current as unknown as BenchState | undefined) ?? stateOf(id),
            ) as unknown as NonNullable<typeof current>,
          durable: true,
        });
      },
      close: () => store.close(),
    };
  },
};
