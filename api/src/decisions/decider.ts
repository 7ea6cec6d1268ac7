import {
  type Context,
  type Decision,
  decide,
  explainDecision,
  type PhraseInput,
  type Ruleset,
} from "@facet/engine";
import type { ContextReader, RequestReading } from "../context/index.ts";
import { toAdClick } from "../diagnostics/click.ts";
import type { KeywordDiagnostics } from "../diagnostics/keyword-diagnostics.ts";
import type { Log } from "../ports.ts";
import type { RulesetSource } from "../rulesets/source.ts";
import { cookieFor, identify, type Identity, type SealContext } from "../visitors/identity.ts";
import { rememberPhrase } from "../visitors/phrase.ts";
import { applyAssignments, applyPageView, newVisitor } from "../visitors/reducer.ts";
import type { Seal } from "../visitors/seal.ts";
import type { Visitors } from "../visitors/visitors.ts";
import { type Answer, toAnswer } from "./answer.ts";
import { type DecideCall, isPrefetch } from "./call.ts";
import { pathOf, toContext, toFacts, toldHeader } from "./context.ts";
import { decideDefaults, decideWithoutRules } from "./fallback.ts";
import { checkNames } from "./names.ts";
import { type DecidedVisitor, meetVisitor } from "./visitor.ts";

/** What deciding needs. */
export interface DeciderOptions {
  readonly rulesets: RulesetSource;
  readonly visitors: Visitors;
  readonly reader: ContextReader;
  readonly seal: Seal;
  readonly log: Log;
  /** Where clicks are counted whose phrase or macros went wrong. */
  readonly diagnostics: Pick<KeywordDiagnostics, "record">;
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
  decide(call: DecideCall): Promise<Answer>;
}

/** Everything between a request and its answer. */
const TOTAL_BUDGET_MS = 40;
/** The visitor store's share of it. */
const STORE_BUDGET_MS = 25;

/** What was decided, and on what phrase. */
interface Decided {
  readonly decision: Decision;
  readonly phrase: PhraseInput | undefined;
}

/** Makes the decider. */
export function createDecider({
  rulesets,
  visitors,
  reader,
  seal,
  log,
  diagnostics,
  now: clock,
}: DeciderOptions): Decider {
  async function decideWith(ruleset: Ruleset, call: DecideCall): Promise<Answer> {
    const { request } = call;
    const deadline = performance.now() + TOTAL_BUDGET_MS;
    checkNames(request, ruleset);
    const serverNow = clock();
    const now = request.at === undefined ? serverNow : Date.parse(request.at);
    const reading = reader.read(toFacts(call, now), ruleset);
    const sealContext = { site: ruleset.artifact.site.id, now: serverNow };
    const passive = isPassive(call);
    const visitor = await meetVisitor(visitors, {
      ruleset,
      reading,
      known: await knownIdentity(call, sealContext),
      now,
      path: pathOf(reading),
      passive,
      budgetMs: Math.min(STORE_BUDGET_MS, Math.max(1, deadline - performance.now())),
    });
    const context = toContext(request, reading, { visitor, now });
    const { decision, failed } = decideSafely(ruleset, context, request.explain === true);
    keep(visitor, { decision, phrase: reading.phrase }, ruleset);
    if (!passive && !reading.bot && !failed) countClick(reading, decision, serverNow);
    return toAnswer(decision, {
      cookies: await cookiesFor(visitor, { ...sealContext, pageUrl: call.cookieUrl }),
      warnings: reading.warnings,
      degraded: [
        ...(visitor.degraded ? (["visitor"] as const) : []),
        ...reading.degraded,
        ...(failed ? (["rules"] as const) : []),
      ],
    });
  }

  function knownIdentity(
    { request, own }: DecideCall,
    context: SealContext,
  ): Promise<Identity | undefined> {
    const cookieHeaders = [toldHeader(request, "cookie"), own?.cookie];
    const facts = { named: request.visitorId, state: request.state, cookieHeaders };
    return identify(facts, seal, context);
  }

  function decideSafely(
    ruleset: Ruleset,
    context: Context,
    explain: boolean,
  ): { readonly decision: Decision; readonly failed: boolean } {
    try {
      const options = explain ? { explain: explainDecision } : {};
      return { decision: decide(ruleset, context, options), failed: false };
    } catch (error) {
      log.error({ err: error, page: context.page }, "deciding failed; the defaults are answered");
      return { decision: decideDefaults(ruleset, context), failed: true };
    }
  }

  function countClick(reading: RequestReading, { keyword }: Decision, now: number): void {
    const click = toAdClick(reading, keyword);
    if (click !== undefined) diagnostics.record(click, now);
  }

  function keep({ identity, view }: DecidedVisitor, decided: Decided, ruleset: Ruleset): void {
    if (identity === undefined || view === undefined) return;
    const ref = { site: ruleset.artifact.site.id, id: identity.id };
    visitors.changeLater(ref, (current) => {
      const { assignments, keyword } = decided.decision;
      const seen = applyPageView(current ?? newVisitor(identity.id, view.at), view, ruleset);
      const state = rememberPhrase(seen, { phrase: decided.phrase, keyword, at: view.at }, ruleset);
      return applyAssignments(state, assignments);
    });
  }

  async function cookiesFor(
    { identity, view, state }: DecidedVisitor,
    context: SealContext & { readonly pageUrl: string | undefined },
  ): Promise<string[]> {
    if (identity === undefined || view === undefined) return [];
    // Whom the caller names, without a cookie, gets one with the first page of each visit.
    if (identity.sealed === undefined && (state?.pageviews ?? 1) > 1) return [];
    const cookie = await cookieFor(identity, seal, context);
    return cookie === undefined ? [] : [cookie];
  }

  return {
    async decide(call) {
      const ruleset = rulesets.current();
      if (ruleset !== undefined) return decideWith(ruleset, call);
      return toAnswer(decideWithoutRules(), { cookies: [], warnings: [], degraded: ["rules"] });
    },
  };
}

function isPassive({ request, passive }: DecideCall): boolean {
  return (
    passive === true ||
    request.peek === true ||
    request.signals !== undefined ||
    isPrefetch((name) => toldHeader(request, name))
  );
}
