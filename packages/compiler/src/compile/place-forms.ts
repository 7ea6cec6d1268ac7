import { fold } from "@facet/engine";
import type { RulesetArtifact } from "@facet/engine";
import { cityIn } from "lvovich";
import { RUSSIAN_CITIES } from "./russian-cities.ts";

/** Names that the declension library gets wrong. */
const EXCEPTIONS = new Map([
  ["Елец", "Ельце"],
  ["Нарьян-Мар", "Нарьян-Маре"],
  ["Череповец", "Череповце"],
  ["Шахты", "Шахтах"],
  ["Электросталь", "Электростали"],
]);

/** Beginnings before which «в» becomes «во»: в or ф and a consonant, and a few more by custom. */
const NEEDS_VO = /^(?:[вф][^аеёиоуыэюя\s-]|льв|ржев|мценск)/i;

/**
 * Where something is, in Russian, preposition included: «в Москве», «во Владимире».
 *
 * @param name The place in the nominative.
 */
export function placeForm(name: string): string {
  const form = EXCEPTIONS.get(name) ?? cityIn(name);
  return `${NEEDS_VO.test(form) ? "во" : "в"} ${form}`;
}

/**
 * Forms for the larger Russian cities and for every other place the rule set names, by folded name.
 * Names in other scripts have none.
 *
 * @param named Places that conditions and personas speak of.
 */
export function compilePlaceForms(named: Iterable<string>): RulesetArtifact["placeForms"] {
  const forms = new Map<string, string>();
  for (const name of [...RUSSIAN_CITIES, ...named]) {
    if (!/^[\p{Script=Cyrillic}\s.-]+$/u.test(name)) continue;
    const key = fold(name);
    if (!forms.has(key)) forms.set(key, placeForm(name.trim()));
  }
  return Object.fromEntries([...forms].sort(([a], [b]) => (a < b ? -1 : 1)));
}
