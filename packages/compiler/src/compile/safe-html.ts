import sanitizeHtml from "sanitize-html";

/** Markup that is safe to show, and what it lost. */
export interface SafeHtml {
  readonly html: string;
  /** Names of what was taken out, e.g. `<script>`, `onclick`, `href="javascript:…"`. */
  readonly removed: readonly string[];
}

const TAGS = (
  "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure " +
  "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q s section small source span " +
  "strong sub summary sup table tbody td tfoot th thead time tr u ul video wbr"
).split(" ");

const ATTRIBUTES: Readonly<Record<string, string[]>> = {
  "*": ["class", "id", "title", "lang", "dir", "role", "aria-*", "data-*"],
  a: ["href", "target", "rel", "download"],
  img: ["src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"],
  source: ["src", "srcset", "sizes", "type", "media"],
  video: [
    "src",
    "poster",
    "width",
    "height",
    "controls",
    "muted",
    "loop",
    "autoplay",
    "playsinline",
  ],
  ol: ["start", "reversed", "type"],
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan", "scope"],
  time: ["datetime"],
  details: ["open"],
};

const LIMITED: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: { ...ATTRIBUTES },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesAppliedToAttributes: ["href", "src", "srcset", "poster"],
  allowProtocolRelative: true,
  disallowedTagsMode: "discard",
  nestingLimit: 100,
};

/**
 * Takes everything out of markup that could run code or dress up as the page: scripts, event
 * handlers, styles, frames, forms, foreign URL schemes.
 *
 * @returns balanced markup, and the names of what was removed.
 */
export function toSafeHtml(source: string): SafeHtml {
  const seen: SeenTag[] = [];
  const html = sanitizeHtml(source, {
    ...LIMITED,
    onOpenTag: (name, attributes) => seen.push({ name, attributes: { ...attributes } }),
  });
  const kept: SeenTag[] = [];
  // Reading the result back tells apart what was removed from what was only written differently.
  sanitizeHtml(html, {
    ...LIMITED,
    onOpenTag: (name, attributes) => kept.push({ name, attributes: { ...attributes } }),
  });
  return { html, removed: [...new Set(lost(seen, kept))] };
}

interface SeenTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function lost(seen: readonly SeenTag[], kept: readonly SeenTag[]): string[] {
  const removed: string[] = [];
  let next = 0;
  for (const tag of seen) {
    const match = kept[next];
    if (match?.name !== tag.name) {
      removed.push(`<${tag.name}>`);
      continue;
    }
    next += 1;
    for (const [name, value] of Object.entries(tag.attributes)) {
      if (Object.hasOwn(match.attributes, name)) continue;
      removed.push(URL_ATTRIBUTES.has(name) ? `${name}="${value.slice(0, 30)}"` : name);
    }
  }
  return removed;
}

const URL_ATTRIBUTES: ReadonlySet<string> = new Set(["href", "src", "srcset", "poster"]);
