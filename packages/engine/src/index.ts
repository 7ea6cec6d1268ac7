export { bucket } from "./bucket/bucket.ts";
export type { BucketPurpose } from "./bucket/bucket.ts";
export { REGEX_ASSERTIONS, REGEX_OPCODES, matchesRegex } from "./condition/regex.ts";
export type { RegexEffort } from "./condition/regex.ts";
export type * from "./condition/condition.ts";
export { parseInstant, toInstant } from "./condition/instant.ts";
export { lookup } from "./condition/lookup.ts";
export { isVersion } from "./condition/semver.ts";
export type { Truth } from "./condition/truth.ts";
export { zonedTime } from "./condition/zoned-time.ts";
export type { ZonedTime } from "./condition/zoned-time.ts";
export { toConsent } from "./consent.ts";
export type * from "./context.ts";
export { decide } from "./decide/decide.ts";
export type { DecideOptions } from "./decide/decide.ts";
export { explainDecision } from "./decide/explanation.ts";
export type * from "./decision.ts";
export { describe as describeCondition } from "./explain/describe.ts";
export { writeScalar } from "./explain/notation.ts";
export type { ConditionTrace } from "./explain/trace.ts";
export { countEvent, countWithin, KEPT_TIMES, mergeCounters } from "./history/count.ts";
export type { CountOptions } from "./history/count.ts";
export { emptyHistory } from "./history/empty.ts";
export type * from "./history/history.ts";
export { recogniseEvents } from "./history/recognise.ts";
export type { ReceivedEvent } from "./history/recognise.ts";
export { renderTemplate } from "./insertion/render.ts";
export type { RenderOptions } from "./insertion/render.ts";
export type { Json, JsonObject } from "./json.ts";
export { plainPhrase } from "./keyword/canonical.ts";
export { listedPhrases } from "./keyword/listed-phrases.ts";
export type { ListedPhrase } from "./keyword/listed-phrases.ts";
export type { ListedRow } from "./keyword/row-table.ts";
export { canonicalPhrase } from "./keyword/canonical.ts";
export { explainPhrase, matchPhrase } from "./keyword/match-phrase.ts";
export type { KeywordMatch, KeywordMatcher, MatchKind, Rung } from "./keyword/matcher.ts";
export {
  ENTRY,
  HEADER,
  KINDS,
  MATCH_CLASS,
  PLATFORMS,
  WORD,
  filterBits,
  isRequired,
  matchClass,
  placeInRange,
  scatter,
} from "./keyword/pattern.ts";
export type { PatternKind } from "./keyword/pattern.ts";
export { PHRASE_ID_NAMES, toPhraseIds } from "./keyword/ids.ts";
export { idAndTextKey } from "./keyword/row-keys.ts";
export type * from "./keyword/trace.ts";
export { clickEvents } from "./load/click-events.ts";
export type { ClickEvent } from "./load/click-events.ts";
export { findPage, loadRuleset } from "./load/load.ts";
export type { LoadOptions } from "./load/load.ts";
export { RulesetError } from "./load/ruleset-error.ts";
export type { RulesetErrorCode } from "./load/ruleset-error.ts";
export type { Ruleset } from "./load/ruleset.ts";
export { FIELD_TYPES, SCHEMA_VERSION } from "./ruleset.ts";
export type * from "./ruleset.ts";
export { sortedRecord, withEntry } from "./record.ts";
export { evaluateCondition } from "./scope/evaluate-condition.ts";
export type { Evaluation, EvaluationInput } from "./scope/evaluate-condition.ts";
export { awardPoints } from "./score/award.ts";
export type { ScoredEvents } from "./score/award.ts";
export { compareOccurrences, ledgerEntries } from "./score/ledger.ts";
export type * from "./score/ledger.ts";
export { scoresAt } from "./score/scores.ts";
export type { Scores } from "./score/scores.ts";
export { SIGNALS, findSignal, signalPath } from "./signals.ts";
export type { SignalForm, SignalInfo, SignalType } from "./signals.ts";
export type * from "./site.ts";
export { createSpaceSaving } from "./sketch/space-saving.ts";
export type { HeavyKey, SpaceSaving } from "./sketch/space-saving.ts";
export { fold } from "./text/fold.ts";
export * from "./words/index.ts";
