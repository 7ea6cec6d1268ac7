/** An event on its way to the disk. */
export interface BenchEvent {
  readonly messageId: string;
  readonly visitorId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Something that keeps events in a SQLite file. */
export interface Contender {
  readonly name: string;
  /** Opens a file that is not there yet. */
  open(file: string): Promise<Keeper>;
}

/** An open file of a {@link Contender}. */
export interface Keeper {
  /** Resolves once the event survives a power cut. */
  keep(event: BenchEvent): Promise<unknown>;
  close(): Promise<void>;
}

/** What is written down of an event. */
export function factOf({ at }: BenchEvent) {
  const properties = { guide: "windows", price: 100, title: "How to choose windows for a house" };
  return { type: "event", at, name: "Guide Downloaded", properties } as const;
}

/** What is known of a visitor when they are first seen. */
export function stateOf(id: string) {
  const touch = {
    at: 1_765_000_000_000,
    channel: "Paid Search",
    utm: { source: "yandex", medium: "cpc", campaign: "okna-msk", term: "купить окна" },
  };
  return {
    id,
    createdAt: touch.at,
    visits: 1,
    pageviews: 1,
    firstTouch: touch,
    lastTouch: touch,
    traits: { city: "Москва", plan: "pro" },
    events: 0,
    lastEventAt: 0,
  };
}

/** A visitor's state. */
export type BenchState = ReturnType<typeof stateOf>;

/** The state after an event. */
export function nextState(state: BenchState, { at }: { readonly at: number }): BenchState {
  return { ...state, events: state.events + 1, lastEventAt: at };
}
