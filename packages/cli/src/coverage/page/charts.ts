import type { Outcome } from "@facet/compiler";
import { formatShare, OUTCOME_WORDS } from "../figures.ts";
import { html } from "./markup.ts";
import type { Markup } from "./markup.ts";

const WIDTH = 1_000;
const STACK_HEIGHT = 34;
const METER_HEIGHT = 10;
/** Narrower parts have no room for their share. */
const MIN_LABELLED = 0.07;

/** A part of a stacked bar. */
export interface StackPart {
  readonly outcome: Outcome;
  /** 0–1. */
  readonly share: number;
}

/**
 * A bar of parts that add up to a whole.
 *
 * @param label What it shows, for those who do not see it.
 */
export function stackedBar(parts: readonly StackPart[], label: string): Markup {
  let x = 0;
  const shown = parts.filter(({ share }) => share > 0);
  const spoken = shown
    .map(({ outcome, share }) => `${OUTCOME_WORDS[outcome].name} ${formatShare(share)}`)
    .join(", ");
  // The share stands in the middle of its part as a percentage: the bar is stretched, text is not.
  return html`<svg role="img" aria-label="${label}: ${spoken}" height="${STACK_HEIGHT}">
    <rect class="track" width="100%" height="${STACK_HEIGHT}" />
    ${shown.map(({ outcome, share }) => {
      const start = x;
      x += share;
      const text =
        share < MIN_LABELLED
          ? undefined
          : html`<text
              class="inside"
              x="${percent(start + share / 2)}"
              y="${STACK_HEIGHT / 2}"
              text-anchor="middle"
              dominant-baseline="central"
              >${formatShare(share)}</text
            >`;
      return html`<g
        ><title>${OUTCOME_WORDS[outcome].name}: ${formatShare(share)}</title
        ><rect
          class="${outcome}"
          x="${percent(start)}"
          width="${percent(share)}"
          height="${STACK_HEIGHT}"
        />${text}</g
      >`;
    })}
  </svg>`;
}

/**
 * A thin bar beside a figure.
 *
 * @param share Of the longest bar, 0–1.
 */
export function meter(share: number, outcome: Outcome): Markup {
  return html`<svg
    aria-hidden="true"
    viewBox="0 0 ${WIDTH} ${METER_HEIGHT}"
    preserveAspectRatio="none"
  >
    <rect class="track" width="${WIDTH}" height="${METER_HEIGHT}" />
    <rect class="${outcome}" width="${Math.round(share * WIDTH)}" height="${METER_HEIGHT}" />
  </svg>`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
