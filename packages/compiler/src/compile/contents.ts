import type { Content, Json, Localised } from "@facet/engine";
import { checkReference, REFERENCES } from "./reference.ts";
import type { CompileScope } from "./scope.ts";
import { compileSlotContent } from "./slot-content.ts";
import { complain } from "./spot.ts";
import type { Spot } from "./spot.ts";

/** Content by slot id. */
export type Contents = Readonly<Record<string, Localised<Content>>>;

/**
 * Compiles what a variant, an arm or a row of a table gives to slots. Keys are slot ids, with `@` and
 * a language where it is not the site's first.
 *
 * @param spotOf Place of a key's content.
 */
export function compileContents(
  source: Readonly<Record<string, unknown>>,
  scope: CompileScope,
  spotOf: (key: string) => Spot,
): Contents {
  const bySlot = new Map<string, Map<string, Content>>();
  for (const [key, value] of Object.entries(source)) {
    const [id = "", locale = scope.site.locales[0] ?? ""] = key.split("@");
    const spot = spotOf(key);
    const known = checkReference(
      spot,
      {
        kind: REFERENCES.slot,
        name: id,
        known: scope.declared.slots,
        advice: adviseSlot(id, scope.declared.slots),
      },
      { onKey: true },
    );
    const slot = scope.slots.get(id);
    if (!known || !slot || !checkLocale(locale, scope, spot)) continue;
    // The shape of the value has been checked; it has come through YAML or a table, so it is JSON.
    const content = compileSlotContent(slot, { value: value as Json, locale, spot });
    const byLocale = bySlot.get(id) ?? new Map<string, Content>();
    bySlot.set(id, byLocale.set(locale, content));
  }
  for (const [id, byLocale] of bySlot) checkFirstLocale(id, byLocale, { scope, spotOf });
  return Object.fromEntries(
    [...bySlot]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, byLocale]) => [id, Object.fromEntries(byLocale)]),
  );
}

/** Keys that stand beside `content`. */
const NEIGHBOURS: ReadonlySet<string> = new Set(["id", "when", "description", "weight"]);

/** What to do with a key of content that is a field, a group of slots, or no slot by far. */
function adviseSlot(name: string, slots: ReadonlySet<string>): string | undefined {
  if (NEIGHBOURS.has(name)) return `"${name}" stands beside "content", not inside of it`;
  for (const slot of slots) {
    if (name.startsWith(`${slot}.`)) return `write ${slot}: { ${name.slice(slot.length + 1)}: … }`;
    if (slot.startsWith(`${name}.`)) return `write the slot's id in full, e.g. ${slot}: …`;
  }
  return undefined;
}

function checkLocale(locale: string, scope: CompileScope, spot: Spot): boolean {
  const known = new Set(scope.site.locales);
  return checkReference(spot, { kind: REFERENCES.locale, name: locale, known }, { onKey: true });
}

interface Around {
  readonly scope: CompileScope;
  readonly spotOf: (key: string) => Spot;
}

function checkFirstLocale(
  id: string,
  byLocale: ReadonlyMap<string, Content>,
  { scope, spotOf }: Around,
): void {
  const first = scope.site.locales[0] ?? "";
  if (byLocale.has(first)) return;
  const [locale = ""] = byLocale.keys();
  complain(spotOf(`${id}@${locale}`), {
    onKey: true,
    code: "missing-locale",
    message: `"${id}" has content in ${locale}, but none in ${first}, the site's first language`,
    suggestion: `add ${id}: …`,
  });
}
