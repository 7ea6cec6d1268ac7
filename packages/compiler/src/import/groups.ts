import { fold } from "@facet/engine";
import { isId } from "../schema/scalar.ts";
import { toSlug } from "./slug.ts";

/** Gives the groups of an account their ids in a list. */
export interface GroupRegistry {
  /** @returns the id of the group in the list; empty where the export names no group. */
  resolve(group: AccountGroup): string;
  /** Groups met so far: id in the list → name in the account. */
  readonly labels: ReadonlyMap<string, string>;
}

/** A group as an export names it. */
export interface AccountGroup {
  readonly name: string;
  /** Its id in the ad system; empty where the export has none. */
  readonly accountId: string;
}

/** What a list already says of its groups. */
export interface KnownGroups {
  /** Id in the ad system → id in the list. */
  readonly byAccountId: ReadonlyMap<string, string>;
  /** Folded name → id in the list. */
  readonly byLabel: ReadonlyMap<string, string>;
}

/**
 * Makes a registry. A group keeps the id it has in the list, by its id in the ad system, else by its
 * name; a new one is called after its name. Two groups of one spelling get `-2`, `-3`, … in the order
 * of the file.
 */
export function createGroupRegistry(known: KnownGroups): GroupRegistry {
  const byAccountId = new Map(known.byAccountId);
  const byName = new Map<string, string>();
  const labels = new Map<string, string>();
  /** Answers that were given, by the group as it is spelled: exports name a group in each of its rows. */
  const answers = new Map<string, string>();
  /** Which group of the account has an id of the list, in this import. */
  const owners = new Map<string, AccountGroup>();
  const bound = new Set(known.byAccountId.values());

  const claim = (id: string, group: AccountGroup): boolean => {
    const isOthers =
      group.accountId !== "" && bound.has(id) && known.byAccountId.get(group.accountId) !== id;
    const owner = owners.get(id);
    if (isOthers || (owner && !isSame(owner, group))) return false;
    if (!owner || owner.accountId === "") owners.set(id, group);
    return true;
  };
  const find = (group: AccountGroup): string => {
    const listed = known.byLabel.get(group.name);
    if (listed !== undefined && claim(listed, group)) return listed;
    const slug = isId(group.name) ? group.name : toSlug(group.name);
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? slug : `${slug}-${number}`;
      if (claim(id, group)) return id;
    }
  };

  return {
    labels,
    resolve({ name, accountId }) {
      const spelling = `${accountId}\0${name}`;
      const answer = answers.get(spelling);
      if (answer !== undefined) return answer;
      const label = name === "" ? accountId : name;
      if (label === "") return "";
      const group = { name: fold(label), accountId };
      const seen = accountId === "" ? byName.get(group.name) : byAccountId.get(accountId);
      const id = seen ?? find(group);
      if (accountId !== "") byAccountId.set(accountId, id);
      if (!byName.has(group.name)) byName.set(group.name, id);
      if (!labels.has(id)) labels.set(id, label);
      answers.set(spelling, id);
      return id;
    },
  };
}

/** One group, as far as the export tells: some of its rows may lack the id. */
function isSame(a: AccountGroup, b: AccountGroup): boolean {
  if (a.accountId !== "" && b.accountId !== "") return a.accountId === b.accountId;
  return a.name === b.name;
}
