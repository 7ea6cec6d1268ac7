import type { GivenVisitor } from "@facet/compiler";
import type { Json } from "@facet/engine";
import type { DecideRequest } from "@facet/protocol";

type Signals = Readonly<Record<string, Json>>;

/**
 * Writes an example visitor as a decide request. What a request cannot say of the past becomes
 * replaced signals; events are history and not part of it.
 *
 * @param nowMs Clock for times that are told as "so long ago", epoch milliseconds.
 */
export function toDecideRequest(given: GivenVisitor, nowMs: number): DecideRequest {
  const { url, page, referrer, query, attributes, userAgent, consent, at, visitorId } = given;
  const signals = toSignals(given, nowMs);
  const request = { url, page, referrer, query, attributes, userAgent, consent, at, visitorId };
  return {
    ...(Object.fromEntries(
      Object.entries(request).filter(([, value]) => value !== undefined),
    ) as DecideRequest),
    ...(Object.keys(signals).length === 0 ? {} : { signals: signals as DecideRequest["signals"] }),
    peek: true,
  };
}

function toSignals(given: GivenVisitor, nowMs: number): Signals {
  const { device, geo, locale, visits, lastVisit, score, traits, firstTouch } = given;
  const single = {
    locale,
    visits,
    score,
    lastVisit:
      typeof lastVisit === "object" ? new Date(nowMs - lastVisit.agoMs).toISOString() : lastVisit,
  };
  return {
    ...under("device", device),
    ...under("geo", geo),
    ...(Object.fromEntries(
      Object.entries(single).filter(([, value]) => value !== undefined),
    ) as Signals),
    ...under("traits", traits),
    ...under("firstTouch", firstTouch),
  };
}

/** The members of an object as dotted signals. */
function under(name: string, members: Signals | undefined): Signals {
  return Object.fromEntries(
    Object.entries(members ?? {}).map(([member, value]) => [`${name}.${member}`, value]),
  );
}
