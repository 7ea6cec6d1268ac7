import type { JsonObject } from "@facet/engine";
import { type AccessAction, accessActionSchema, type AccessLine } from "@facet/protocol";
import { uniqueId } from "../unique-id.ts";
import { toInstant } from "../visitors/instant.ts";
import type { AboutVisitor, StoredRecord, VisitorRef } from "../visitors/store.ts";
import { createNameDigest, makeSalt, type NameDigest } from "../visitors/stores/name-digest.ts";
import type { Visitors } from "../visitors/visitors.ts";

/** Collection of the lines that say who read or erased a visitor. */
export const ACCESS_LOG = "access";

/** What is written down. */
export interface Accessed {
  readonly action: AccessAction;
  /** Id of a key, or what stands for one. */
  readonly who: string;
}

/**
 * Who read or erased which visitor. Once somebody was erased, lines name them by salted digests of
 * their names, by which only who knows a name finds them.
 */
export interface AccessLog {
  /** Writes a line about somebody who stays. */
  note(visitor: VisitorRef, accessed: Accessed): Promise<void>;
  /** Makes all lines about a visitor such as outlast them, and writes that they are erased. */
  bury(visitor: VisitorRef, about: AboutVisitor, who: string): Promise<StoredRecord>;
  /** Lines about a visitor, oldest first; by any name they had where they were erased. */
  linesOf(visitor: VisitorRef): Promise<readonly AccessLine[]>;
}

const SALT = "access-salt";
const PAGE = 500;

/**
 * Makes the access log. Its calls throw StoreUnavailable where the store does not answer.
 *
 * @param now Epoch milliseconds.
 */
export function createAccessLog(visitors: Visitors, now: () => number): AccessLog {
  let salted: Promise<NameDigest> | undefined;

  async function digest(site: string, name: string): Promise<string> {
    salted ??= visitors.meta(SALT, makeSalt()).then(createNameDigest);
    try {
      return await (
        await salted
      )(site, name);
    } catch (error) {
      salted = undefined;
      throw error;
    }
  }

  async function* linesOfErased({ site, id }: VisitorRef): AsyncGenerator<StoredRecord> {
    const wanted = await digest(site, id);
    let after: { readonly at: number; readonly id: string } | undefined;
    do {
      const query = { collection: ACCESS_LOG, site, limit: PAGE };
      const page: readonly StoredRecord[] = await visitors.records(
        after === undefined ? query : { ...query, after },
      );
      yield* page.filter(({ body }) => digestsOf(body).includes(wanted));
      after = page.length < PAGE ? undefined : page.at(-1);
    } while (after !== undefined);
  }

  return {
    async note({ site, id }, { action, who }) {
      await visitors.put({
        collection: ACCESS_LOG,
        site,
        id: uniqueId(),
        at: now(),
        visitorId: id,
        body: { action, who },
      });
    },
    async bury({ site }, { names, records }, who) {
      const digests = await Promise.all(names.map(({ name }) => digest(site, name)));
      const known = records.filter(({ collection }) => collection === ACCESS_LOG);
      for (const record of known) {
        const { visitorId: _, ...rest } = record;
        // Under an id of its own: the line itself is erased with the visitor.
        await visitors.put({ ...rest, id: `${rest.id}.erased`, body: { ...rest.body, digests } });
      }
      const body = { action: "erase", who, digests };
      const line = { collection: ACCESS_LOG, site, id: uniqueId(), at: now(), body };
      await visitors.put(line);
      return line;
    },
    async linesOf(visitor) {
      const { records } = await visitors.about(visitor);
      const lines = records.filter(({ collection }) => collection === ACCESS_LOG);
      for await (const line of linesOfErased(visitor)) lines.push(line);
      return lines.map(toLine);
    },
  };
}

function toLine({ at, body, visitorId }: StoredRecord): AccessLine {
  return {
    at: toInstant(at),
    who: String(body["who"]),
    action: accessActionSchema.parse(body["action"]),
    ...(visitorId === undefined ? {} : { visitor: visitorId }),
  };
}

function digestsOf({ digests }: JsonObject): readonly unknown[] {
  return Array.isArray(digests) ? digests : [];
}
