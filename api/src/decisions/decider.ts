import {
  type Context,
  type Decision,
  decide,
  explainDecision,
  explainPhrase,
  type Ruleset,
} from "@facet/engine";
import { describeCache, type PageCodes } from "@facet/engine/codes";
import type { CodeSigner } from "@facet/protocol/code";
import { uniqueId } from "../unique-id.ts";
import type { ContextReader, RequestReading } from "@facet/context";
import { toAdClick } from "../diagnostics/click.ts";
import type { KeywordDiagnostics } from "../diagnostics/keyword-diagnostics.ts";
import type { FormTokens } from "../events/form-token.ts";
import type { Log } from "../ports.ts";
import type { EraseVisitor } from "../privacy/erase.ts";
import { catalogueOf } from "../rulesets/catalogue.ts";
import type { Site } from "../rulesets/sites.ts";
import { forgetCookie } from "../visitors/cookie.ts";
import type { Identities } from "../visitors/identities.ts";
import type { Identity } from "../visitors/identity.ts";
import type { Visitors } from "../visitors/visitors.ts";
import { type Answer, toAnswer } from "./answer.ts";
import { type DecideCall, isPrefetch } from "./call.ts";
import { pathOf, toContext, toFacts, toldHeader } from "./context.ts";
import { decideDefaults, decideWithoutRules } from "./fallback.ts";
import { createViewKeeper, withDecision } from "./keep.ts";
import { createMemos } from "./memo.ts";
import { checkNames } from "./names.ts";
import { meetVisitor, toView } from "./visitor.ts";
import { createWithdrawals, refusesStorage } from "./withdrawal.ts";

/** What deciding needs. */
export interface DeciderOptions {
  readonly visitors: Visitors;
  /** For visitors who take their consent back. */
  readonly erase: EraseVisitor;
  readonly identities: Identities;
  readonly reader: ContextReader;
  /** What forms of the page are to send along. */
  readonly formTokens: Pick<FormTokens, "make">;
  readonly log: Log;
  /** Where clicks of a site are counted whose phrase or macros went wrong. */
  readonly diagnosticsOf: (site: string) => Pick<KeywordDiagnostics, "record">;
  /** Where variation codes are counted. */
  readonly codes: Pick<PageCodes, "record">;
  /** What variation codes leave through. */
  readonly signer: Pick<CodeSigner, "sign">;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Decides what one request sees. */
export interface Decider {
  /**
   * Never fails: what cannot be had in time is left out and named in `degraded`.
   *
   * @throws ApiProblem only where the request names what does not exist.
   */
  decide(call: DecideCall, site: Site): Promise<Answer>;
}

/** Everything between a request and its answer. */
const TOTAL_BUDGET_MS = 40;
/** The visitor store's share of it. */
const STORE_BUDGET_MS = 25;

/** Makes the decider. */
export function createDecider(options: DeciderOptions): Decider {
  const {
    visitors,
    identities,
    reader,
    formTokens,
    log,
    diagnosticsOf,
    codes,
    signer,
    now: clock,
  } = options;
  const keeper = createViewKeeper({ visitors, identities });
  const withdrawals = createWithdrawals(options.erase);
  const memoOf = createMemos();

  async function decideWith(ruleset: Ruleset, call: DecideCall): Promise<Answer> {
    const { request, cookieUrl: pageUrl } = call;
    const deadline = performance.now() + TOTAL_BUDGET_MS;
    const budgetMs = (): number =>
      Math.min(STORE_BUDGET_MS, Math.max(1, deadline - performance.now()));
    checkNames(request, ruleset);
    const site = ruleset.artifact.site.id;
    const receivedAt = clock();
    const now = request.at === undefined ? receivedAt : Date.parse(request.at);
    const facts = toFacts(call, now);
    const reading = reader.read(facts, ruleset);
    const passive = isPassive(call);
    const known = await identify(call, { site, now: receivedAt, passive });
    const decisionId = uniqueId();
    const view = toView(reading, { site, decisionId, at: now, receivedAt, path: pathOf(reading) });
    const tools = { visitors, identities };
    const counted = request.counted === true;
    const met = { ruleset, reading, known, view, passive, counted, budgetMs: budgetMs() };
    const visitor = await meetVisitor(tools, met);
    const context = toContext(request, reading, { visitor, now });
    const { decision, failed } = decideSafely(ruleset, context, request.explain === true);
    if (!passive && !reading.bot && !failed) {
      countClick(site, { ruleset, reading, decision, receivedAt });
      countCode(site, decision);
    }
    const { phrase, remembered } = context;
    const { keyword } = decision;
    const decided = withDecision(view, decision, { ruleset, phrase, keyword, remembered, at: now });
    const isWithdrawn = !reading.consent.storage && refusesStorage(facts);
    const cookies = isWithdrawn
      ? () => forgetWithdrawn(known, { site, pageUrl, budgetMs: budgetMs() })
      : () => keeper.keep(visitor, decided, { ruleset, now: receivedAt, pageUrl });
    const { clicks } = catalogueOf(ruleset);
    const formToken = showsForm(decision) ? await formTokens.make(site, receivedAt) : undefined;
    return toAnswer(await withSignature(decision, signer), {
      decisionId,
      cookies: passive ? [] : await cookies(),
      warnings: request.explain === true ? explainReading(reading) : reading.warnings,
      ...(clicks.length === 0 ? {} : { clicks }),
      ...(formToken === undefined ? {} : { formToken }),
      degraded: [
        ...(visitor.degraded ? (["visitor"] as const) : []),
        ...reading.degraded,
        ...(failed ? (["rules"] as const) : []),
      ],
    });
  }

  /** Forgets a visitor who refuses to be kept although they were until now. */
  async function forgetWithdrawn(
    known: Identity | undefined,
    context: { site: string; pageUrl: string | undefined; budgetMs: number },
  ): Promise<string[]> {
    if (known?.sealed === undefined) return [];
    const { site, pageUrl, budgetMs } = context;
    const visitor = { site, id: known.sealed.id };
    identities.forget(visitor);
    // Until they are erased, the cookie is the only way to find out whom to erase.
    return (await withdrawals.withdraw(visitor, budgetMs)) ? [forgetCookie(pageUrl)] : [];
  }

  function identify(
    { request, own, cookieUrl }: DecideCall,
    { passive, ...context }: { site: string; now: number; passive: boolean },
  ): Promise<Identity | undefined> {
    const { visitorId, state } = request;
    const cookieHeaders = [toldHeader(request, "cookie"), own?.cookie];
    const facts = { named: visitorId, state, cookieHeaders, pageUrl: cookieUrl, passive };
    return identities.identify(facts, context);
  }

  function decideSafely(
    ruleset: Ruleset,
    context: Context,
    explain: boolean,
  ): { readonly decision: Decision; readonly failed: boolean } {
    try {
      const options = explain ? { explain: explainDecision } : {};
      const decision = decide(ruleset, context, {
        ...options,
        cache: describeCache,
        memo: memoOf(ruleset),
      });
      return { decision, failed: false };
    } catch (error) {
      log.error({ err: error, page: context.page }, "deciding failed; the defaults are answered");
      return { decision: decideDefaults(ruleset, context), failed: true };
    }
  }

  function countCode(site: string, { page, cache }: Decision): void {
    if (page !== null && cache?.key !== undefined) codes.record({ site, page }, cache.key);
  }

  function countClick(
    site: string,
    click: { ruleset: Ruleset; reading: RequestReading; decision: Decision; receivedAt: number },
  ): void {
    const { ruleset, reading, decision, receivedAt } = click;
    const adClick = toAdClick(reading, {
      keyword: decision.keyword,
      isBlocked: (text) => explainPhrase(ruleset, { text }).losers[0]?.lost === "blocked",
    });
    if (adClick !== undefined) diagnosticsOf(site).record(adClick, receivedAt);
  }

  return {
    async decide(call, { rulesets }) {
      const ruleset = rulesets.current();
      if (ruleset !== undefined) return decideWith(ruleset, call);
      return toAnswer(decideWithoutRules(), {
        decisionId: uniqueId(),
        cookies: [],
        warnings: [],
        degraded: ["rules"],
      });
    },
  };
}

/** What is wrong with a request, its unfilled macros too: they are why a phrase or an id is absent. */
function explainReading({ warnings, diagnostics }: RequestReading): readonly string[] {
  const broken = diagnostics.brokenMacros.map(
    (name) =>
      `"${name}" holds a macro that the ad system did not fill in, so it counts as absent (check the tracking template of the ad)`,
  );
  return [...warnings, ...broken];
}

/** The decision with its variation code as callers get it. */
async function withSignature(
  decision: Decision,
  signer: Pick<CodeSigner, "sign">,
): Promise<Decision> {
  const { page, cache } = decision;
  if (page === null || cache?.key === undefined) return decision;
  return { ...decision, cache: { ...cache, key: await signer.sign(page, cache.key) } };
}

/** Whether the page has a form, or an offer with one. */
function showsForm({ slots, offers }: Decision): boolean {
  return (
    offers.some(({ form }) => form !== undefined) ||
    Object.values(slots).some(({ type, hidden }) => type === "form" && hidden !== true)
  );
}

function isPassive({ request, passive }: DecideCall): boolean {
  return (
    passive === true ||
    request.peek === true ||
    request.counted === true ||
    request.signals !== undefined ||
    isPrefetch((name) => toldHeader(request, name))
  );
}
