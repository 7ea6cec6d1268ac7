import { safeUrl } from "@facet/client/url";

// What the compiler lets through, so that a page filled here is the page a server renders.
const TAGS = new Set(
  (
    "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 " +
    "h4 h5 h6 hr i img ins kbd li mark ol p picture pre q s section small source span strong sub " +
    "summary sup table tbody td tfoot th thead time tr u ul video wbr"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  (
    "class id title lang dir role href target rel download src srcset sizes alt width height loading " +
    "decoding type media poster controls muted loop autoplay playsinline start reversed colspan " +
    "rowspan scope datetime open"
  ).split(" "),
);
const URLS = new Set(["href", "src", "poster"]);

interface Policy {
  createHTML(markup: string): string;
}
let policy: Policy | undefined;

/**
 * Parsed markup without anything that runs code, styles or posts: unknown elements and attributes
 * are taken out, and so is what a link may not lead to. Undefined where the page's policy forbids
 * parsing (`trusted-types` without `facet`).
 */
export function toSafeFragment(markup: string): DocumentFragment | undefined {
  const trusted = trust(markup);
  if (trusted === undefined) return undefined;
  // A document of its own: nothing loads or runs in it.
  const parsed = new DOMParser().parseFromString(trusted, "text/html");
  clean(parsed.body);
  const fragment = document.createDocumentFragment();
  fragment.append(...parsed.body.childNodes);
  return fragment;
}

function clean(root: Element): void {
  for (const element of Array.from(root.querySelectorAll("*"))) {
    if (!TAGS.has(element.localName) || element.namespaceURI !== root.namespaceURI) {
      element.remove();
      continue;
    }
    for (const { name, value } of Array.from(element.attributes)) {
      if (!isSafe(name, value)) element.removeAttribute(name);
    }
  }
}

function isSafe(name: string, value: string): boolean {
  if (URLS.has(name)) return safeUrl(value) === value;
  if (name === "srcset") return !/(?:javascript|data|vbscript)\s*:/i.test(value);
  return ATTRIBUTES.has(name) || /^(?:aria|data)-(?!facet)[\w-]+$/.test(name);
}

function trust(markup: string): string | undefined {
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  };
  if (trustedTypes === undefined) return markup;
  try {
    // Only ever parsed into a document that runs nothing, and cleaned there.
    policy ??= trustedTypes.createPolicy("facet", { createHTML: (text) => text });
    return policy.createHTML(markup);
  } catch {
    return undefined;
  }
}
