import type { Check } from "./input.ts";

/** Reports slot ids that are the beginning of another up to a dot: columns could mean either. */
export const checkSlotPrefixes: Check = ({ source: { site } }) => {
  const ids = Object.keys(site?.value.slots ?? {});
  const known = new Set(ids);
  for (const id of ids) {
    const parts = id.split(".");
    const prefix = parts
      .map((_, index) => parts.slice(0, index).join("."))
      .find((start) => known.has(start));
    if (prefix === undefined) continue;
    site?.report({
      path: ["slots", id],
      onKey: true,
      code: "slot-prefix",
      message: `"${prefix}" is a slot too, so "${id}" could be a field of its content`,
      suggestion: `rename one of them, for example "${prefix}" to "${prefix}.main"`,
    });
  }
};

/** Warns of slots that no page shows, and of pages that show none. */
export const checkUnusedSlots: Check = ({ source: { site } }) => {
  const pages = Object.entries(site?.value.pages ?? {});
  const used = new Set(pages.flatMap(([, page]) => page.slots));
  for (const id of Object.keys(site?.value.slots ?? {})) {
    if (used.has(id)) continue;
    site?.report({
      path: ["slots", id],
      onKey: true,
      severity: "warning",
      code: "unused-slot",
      message: `no page shows the slot "${id}"`,
      suggestion: "add it to the slots of a page",
    });
  }
  for (const [id, page] of pages) {
    if (page.slots.length > 0) continue;
    site?.report({
      path: ["pages", id, "slots"],
      severity: "warning",
      code: "page-without-slots",
      message: `the page "${id}" shows no slots, so nothing on it can be chosen`,
      suggestion: "list its slots",
    });
  }
};

/** Warns of content for a slot that none of the rule's pages shows. */
export const checkSlotsOnPages: Check = ({ artifact, rules, experiments }) => {
  const slotsOf = new Map(artifact.pages.map((page) => [page.id, new Set(page.slots)]));
  for (const { rule, item } of [...rules, ...experiments]) {
    const pages = rule.pages?.filter((id) => slotsOf.has(id)) ?? [];
    if (pages.length === 0) continue;
    const missing = rule.slots.filter(
      (slot) => !pages.some((page) => slotsOf.get(page)?.has(slot)),
    );
    if (missing.length === 0) continue;
    item.report({
      path: ["page"],
      severity: "warning",
      code: "slot-not-on-page",
      message: `${quote(pages)} ${pages.length === 1 ? "shows" : "show"} no slot ${quote(missing)}, so that content is never seen`,
      suggestion: "add the slot to the page in site.yaml, or take the content out",
    });
  }
};

function quote(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
