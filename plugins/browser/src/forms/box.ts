/** What a field stands in with its label: all choices of one question are one box. */
export function boxOf(field: Element): HTMLElement | undefined {
  const choices = field.closest<HTMLElement>("fieldset[data-facet-field]");
  return choices ?? field.closest<HTMLElement>("[data-facet-field]") ?? undefined;
}
