/** What is said in the page's language; in English where it is not known. */
export function inPageWords<Words>(words: { readonly en: Words; readonly ru: Words }): Words {
  return document.documentElement.lang.startsWith("ru") ? words.ru : words.en;
}
