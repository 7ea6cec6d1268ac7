import type { StoredRecord } from "./store.ts";
import type { Visitors } from "./visitors.ts";

/** How far a rescoring was when it was written down. */
export interface RescorePlace {
  /** The last visitor that was done. */
  readonly after: string;
  readonly done: number;
  readonly changed: number;
}

/** Where the place is kept. */
export interface PlaceContext {
  readonly site: string;
  /** Revision of the rules: a place under other rules is none. */
  readonly revision: string;
}

const COLLECTION = "rescore";
const ID = "place";

type PlaceStore = Pick<Visitors, "put" | "records" | "remove">;

/** Writes the place down, over the one before. */
export async function savePlace(
  store: PlaceStore,
  { site, revision }: PlaceContext,
  { place: { after, done, changed }, now }: { readonly place: RescorePlace; readonly now: number },
): Promise<void> {
  const body = { after, done, changed, revision };
  // About whom it names, so that it is erased with them.
  await store.put({ collection: COLLECTION, site, id: ID, at: now, visitorId: after, body });
}

/** Reads what {@link savePlace} wrote; `undefined`: nothing, or under other rules. */
export async function readPlace(
  store: PlaceStore,
  { site, revision }: PlaceContext,
): Promise<RescorePlace | undefined> {
  const [record]: readonly StoredRecord[] = await store.records({
    collection: COLLECTION,
    site,
    limit: 1,
  });
  if (record === undefined || record.body["revision"] !== revision) return undefined;
  const { after, done, changed } = record.body;
  return { after: String(after), done: Number(done), changed: Number(changed) };
}

/** Forgets the place: there is nothing to resume. */
export async function dropPlace(
  store: PlaceStore,
  { site }: Pick<PlaceContext, "site">,
): Promise<void> {
  await store.remove({ collection: COLLECTION, site, id: ID });
}
