import { checkReference, REFERENCES } from "../compile/reference.ts";
import type { ReferenceKind } from "../compile/reference.ts";
import { rootOf, within } from "../compile/spot.ts";
import type { Spot } from "../compile/spot.ts";
import type { Check, LintInput } from "./input.ts";

/** Reports names in rule tests that lead nowhere: such a test could only fail. */
export const checkTests: Check = (input) => {
  const { declared } = input.source;
  const variants = variantsOf(input);
  for (const item of input.source.tests) {
    const expect = within(rootOf(item), "expect");
    const { given, expect: expected } = item.value;
    check(
      within(rootOf(item), "given", "persona"),
      REFERENCES.persona,
      given.persona,
      declared.personas,
    );
    check(within(expect, "page"), REFERENCES.page, expected.page ?? undefined, declared.pages);
    expected.offers?.forEach((id, index) =>
      check(within(expect, "offers", index), REFERENCES.offer, id, declared.offers),
    );
    expected.segments?.forEach((id, index) =>
      check(within(expect, "segments", index), REFERENCES.segment, id, declared.segments),
    );
    for (const [id, slot] of Object.entries(expected.slots ?? {})) {
      const spot = within(expect, "slots", id);
      checkReference(
        spot,
        { kind: REFERENCES.slot, name: id, known: declared.slots },
        { onKey: true },
      );
      const rules = new Set([...declared.rules, ...declared.keywordLists]);
      check(within(spot, "rule"), REFERENCES.rule, slot.rule, rules);
      check(
        within(spot, "experiment"),
        REFERENCES.experiment,
        slot.experiment,
        declared.experiments,
      );
      checkVariant(within(spot, "variant"), slot.variant, { input, variants });
    }
  }
};

function check(
  spot: Spot,
  kind: ReferenceKind,
  name: string | undefined,
  known: ReadonlySet<string>,
): void {
  if (name !== undefined) checkReference(spot, { kind, name, known });
}

interface Variants {
  readonly input: LintInput;
  readonly variants: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Checks `rule/variant` or `experiment/arm`; the variants of a keyword list are its phrases. */
function checkVariant(spot: Spot, name: string | undefined, { input, variants }: Variants): void {
  if (name === undefined) return;
  const slash = name.indexOf("/");
  if (slash < 0) {
    spot.report({
      path: spot.path,
      code: "bad-variant",
      message: `"${name}" does not say which rule the variant is of`,
      suggestion: "write rule/variant, or experiment/arm",
    });
    return;
  }
  const { declared } = input.source;
  const owner = name.slice(0, slash);
  const known = new Set([...declared.rules, ...declared.experiments, ...declared.keywordLists]);
  if (!checkReference(spot, { kind: REFERENCES.rule, name: owner, known })) return;
  const ids = variants.get(owner);
  if (ids)
    checkReference(spot, { kind: REFERENCES.variant, name: name.slice(slash + 1), known: ids });
}

function variantsOf({ rules, experiments }: LintInput): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map([
    ...rules.map(({ rule }) => [rule.id, new Set(rule.variants.map(({ id }) => id))] as const),
    ...experiments.map(({ rule }) => [rule.id, new Set(rule.arms.map(({ id }) => id))] as const),
  ]);
}
