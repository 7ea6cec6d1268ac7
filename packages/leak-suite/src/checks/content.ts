import { isForMany } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import type { Leak } from "../leak.ts";
import {
  BUTTONS,
  ENTRANCES,
  FORGED_HOST,
  GREETINGS,
  OFFER_TITLE,
  STATIC_HEADLINE,
} from "../site.ts";

const HEADLINES: readonly string[] = [
  ...ENTRANCES.map(({ headline }) => headline),
  ...Object.values(GREETINGS),
  STATIC_HEADLINE,
];

/** Everybody sees the content of their own request, and nothing of another's. */
export function checkContent(exchanges: readonly Exchange[]): readonly Leak[] {
  return exchanges.flatMap((exchange): readonly Leak[] => {
    const { answer, headline, label: where, method } = exchange;
    if (answer.status === 304) {
      const got = "status 304: the browser shows the page that it had before";
      return [{ kind: "foreign-content", where, expected: headline, got }];
    }
    if (answer.status !== 200) {
      return [{ kind: "broken", where, expected: "status 200", got: `status ${answer.status}` }];
    }
    if (method === "HEAD") return [];
    return [
      ...leaksOfHeadline(exchange, headline),
      ...leaksOfOffer(exchange),
      ...leaksOfHost(exchange),
    ];
  });
}

function leaksOfHost({ answer, label: where }: Exchange): readonly Leak[] {
  if (!answer.body.includes(FORGED_HOST)) return [];
  return [{ kind: "reflected-header", where, expected: "the site's own host", got: FORGED_HOST }];
}

function leaksOfHeadline({ answer, label: where }: Exchange, expected: string): readonly Leak[] {
  const foreign = HEADLINES.filter((text) => text !== expected && answer.body.includes(text));
  if (foreign.length > 0)
    return [{ kind: "foreign-content", where, expected, got: foreign.join() }];
  if (answer.body.includes(expected)) return [];
  const degraded = answer.headers.get("facet-degraded");
  const got = degraded === null ? beginning(answer.body) : `a page degraded by: ${degraded}`;
  return [{ kind: "missing-content", where, expected, got }];
}

function leaksOfOffer(exchange: Exchange): readonly Leak[] {
  if (!isForMany(exchange) || !exchange.answer.body.includes(OFFER_TITLE)) return [];
  return [
    {
      kind: "offer-in-page",
      where: exchange.label,
      expected: "no offer in a page for many",
      got: OFFER_TITLE,
    },
  ];
}

/**
 * Everybody sees their own arm of the experiment.
 * @param arms Button of each visitor's arm, by the visitor's name.
 */
export function checkArms(
  exchanges: readonly Exchange[],
  arms: ReadonlyMap<string, string>,
): readonly Leak[] {
  return exchanges.filter(hasArm).flatMap(({ visitor, answer, label: where }): readonly Leak[] => {
    const expected = arms.get(visitor);
    const shown = armOf(answer.body);
    if (shown === expected) return [];
    if (expected === undefined) {
      return [{ kind: "missing-content", where, expected: "a visitor cookie", got: "none" }];
    }
    const kind = shown === undefined ? "missing-content" : "foreign-arm";
    return [{ kind, where, expected, got: shown ?? beginning(answer.body) }];
  });
}

// Who counts as no view and has no cookie is nobody, and nobody is in an experiment.
function hasArm({ page, method, isKnown, isPeek, answer }: Exchange): boolean {
  return page === "shared" && method === "GET" && answer.status === 200 && (isKnown || !isPeek);
}

/** The button that a page shows; undefined: none, or both. */
export function armOf(body: string): string | undefined {
  const shown = BUTTONS.filter((text) => body.includes(text));
  return shown.length === 1 ? shown[0] : undefined;
}

function beginning(body: string): string {
  return body === "" ? "an empty page" : `a page that begins ${JSON.stringify(body.slice(0, 200))}`;
}
