type Child = Node | string | undefined;

/**
 * Makes an element: attributes as given (undefined ones left out), children appended. Strings
 * become text nodes, never markup.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/**
 * Makes a stylesheet at the first call and hands it on at the next ones. A constructed sheet is
 * allowed under any `style-src`.
 */
export function createSheet(css: string): () => CSSStyleSheet {
  let sheet: CSSStyleSheet | undefined;
  return () => {
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css.replaceAll("\n", ""));
    }
    return sheet;
  };
}
