/** @type {{ createHTML(html: string): string } | undefined} */
let policy;

/**
 * An html slot's content as a page under `require-trusted-types-for 'script'` may set it. The compiler
 * of the rules has sanitised it.
 *
 * @param {string} html
 * @returns {string}
 */
export function trusted(html) {
  const { trustedTypes } = globalThis;
  if (trustedTypes === undefined) return html;
  policy ??= trustedTypes.createPolicy("facet-html", { createHTML: (text) => text });
  return policy.createHTML(html);
}
