import type { Json, Localised, Offer, OfferOwnLimits, WindowLimit } from "@facet/engine";
import type { Named } from "../load/located.ts";
import { parseDuration } from "../scalar/duration.ts";
import { parsePercent } from "../scalar/percent.ts";
import type { OfferSource } from "../schema/index.ts";
import { compileAudience } from "./audience.ts";
import { compileValue } from "./content-value.ts";
import type { ShownContent } from "./content-value.ts";
import { compileForm } from "./forms.ts";
import type { InsertionRules } from "./insertion-check.ts";
import { mergeContent } from "./merge-content.ts";
import { checkReference, REFERENCES } from "./reference.ts";
import type { CompileScope } from "./scope.ts";
import { rootOf, within } from "./spot.ts";
import type { Spot } from "./spot.ts";
import { compileTrigger } from "./triggers.ts";

/** Compiles an offer: audience, trigger, limits, content and form. */
export function compileOffer(item: Named<OfferSource>, scope: CompileScope): Offer {
  const { value } = item;
  const root = rootOf(item);
  const { goal, group, form, holdout } = value;
  if (goal !== undefined) {
    checkReference(within(root, "goal"), {
      kind: REFERENCES.goal,
      name: goal,
      known: scope.declared.goals,
    });
  }
  if (group !== undefined) {
    const known = scope.declared.offerGroups;
    checkReference(within(root, "group"), { kind: REFERENCES.offerGroup, name: group, known });
  }
  const rules = { checkSignal: scope.checkSignal, insertAny: false };
  return {
    id: item.name,
    ...compileAudience(item, scope),
    type: value.type,
    ...(group === undefined ? {} : { group }),
    trigger: compileTrigger(value.trigger, {
      spot: within(root, "trigger"),
      goals: scope.declared.goals,
      goalEvents: scope.goalEvents,
    }),
    limits: compileLimits(value.limits ?? {}),
    holdout: holdout === undefined ? 0 : (parsePercent(holdout) ?? 0),
    ...(goal === undefined ? {} : { goal }),
    content: compileOfferContent(value, { rules, scope, root }),
    ...(form
      ? { form: compileForm(form, { locales: scope.site.locales, spot: within(root, "form") }) }
      : {}),
  };
}

interface OfferPlace {
  readonly rules: InsertionRules;
  readonly scope: CompileScope;
  readonly root: Spot;
}

function compileOfferContent(
  source: OfferSource,
  { rules, scope, root }: OfferPlace,
): Localised<ShownContent> {
  const [first = ""] = scope.site.locales;
  const known = new Set(scope.site.locales);
  const compileAt = (key: string): ShownContent =>
    compileValue("offer", (source as Readonly<Record<string, unknown>>)[key] as Json, {
      rules,
      spot: within(root, key),
    });
  const base = compileAt("content");
  const contents = new Map([[first, base]]);
  for (const key of Object.keys(source)) {
    const [name, locale] = key.split("@");
    if (name !== "content" || locale === undefined) continue;
    if (
      checkReference(
        within(root, key),
        { kind: REFERENCES.locale, name: locale, known },
        { onKey: true },
      )
    ) {
      contents.set(locale, mergeContent(base, compileAt(key)));
    }
  }
  return Object.fromEntries(contents);
}

const NAMED_LIMITS: ReadonlySet<string> = new Set(["visit", "afterDismiss", "until"]);

function compileLimits(source: NonNullable<OfferSource["limits"]>): OfferOwnLimits {
  const afterDismissMs =
    source.afterDismiss === undefined ? undefined : parseDuration(source.afterDismiss);
  return {
    ...(source.visit === undefined ? {} : { visit: source.visit }),
    windows: compileWindows(Object.entries(source).filter(([key]) => !NAMED_LIMITS.has(key))),
    ...(afterDismissMs === undefined ? {} : { afterDismissMs }),
    ...(source.until === undefined ? {} : { until: source.until }),
  };
}

/**
 * Turns limits such as `7d: 2` into windows, shortest first.
 *
 * @param entries Length of time and count.
 */
export function compileWindows(entries: Iterable<readonly [string, unknown]>): WindowLimit[] {
  return [...entries]
    .flatMap(([text, count]) => {
      const windowMs = parseDuration(text);
      return windowMs === undefined || typeof count !== "number" ? [] : [{ windowMs, count }];
    })
    .sort((a, b) => a.windowMs - b.windowMs);
}
