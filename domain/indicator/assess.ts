import type { BeijingDate } from '../process/time.ts';
import { type Amount, evaluate, type Measured, type Verdict } from './evaluate.ts';
import type { Judged } from './facts.ts';
import { rolledUp } from './roll-up.ts';
import type { MeasureRule } from './rule.ts';
import type { Evaluation, IndicatorState, IndicatorValue, UsedValue } from './state.ts';

/** Values that are judged together: one of the owner, or the latest of each unit in one period. */
interface Round {
  readonly on: BeijingDate;
  readonly values: readonly UsedValue[];
}

type Known = Pick<IndicatorState, 'perUnit' | 'unitIds' | 'targets' | 'baselines' | 'references' | 'values'>;

const byDay = (a: IndicatorValue, b: IndicatorValue): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.n - b.n);
const latest = (value: IndicatorValue): UsedValue => ({ n: value.n, version: value.versions.at(-1)?.version ?? 1 });

/** Rounds in order of time, each with the versions in force. */
function roundsOf(state: Known): readonly Round[] {
  const values = [...state.values].sort(byDay);
  if (!state.perUnit) return values.map((value) => ({ on: value.on, values: [latest(value)] }));
  const rounds = new Map<string, Map<string, IndicatorValue>>();
  for (const value of values) {
    if (value.unitId === undefined || !state.unitIds.includes(value.unitId)) continue;
    const round = rounds.get(value.period ?? '') ?? new Map<string, IndicatorValue>();
    rounds.set(value.period ?? '', round.set(value.unitId, value));
  }
  return [...rounds.values()]
    .map((units) => ({
      on:
        [...units.values()]
          .map((value) => value.on)
          .sort()
          .at(-1) ?? '',
      values: [...units.values()].map(latest).sort((a, b) => a.n - b.n),
    }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

const amountOf = (state: Known, { n, version }: UsedValue): Amount => state.values.find((value) => value.n === n)?.versions.find((one) => one.version === version)?.amount ?? {};

/** The amount of a round: the owner's, or the units' put together. */
function measuredOf(state: Known, used: readonly UsedValue[]): Measured {
  const amounts = used.map((one) => amountOf(state, one));
  const on =
    used
      .map(({ n }) => state.values.find((value) => value.n === n)?.on ?? '')
      .sort()
      .at(-1) ?? '';
  return { amount: state.perUnit ? rolledUp(state.perUnit, amounts) : (amounts[0] ?? {}), on };
}

/** While units' values are missing the whole is undecided, unless a sum has passed its target already: it can only grow. */
function withAllUnits(rule: MeasureRule, verdict: Verdict, isSum: boolean): Verdict {
  const certain = isSum && rule.kind === 'count' && (rule.bound === 'atLeast' ? verdict.outcome === 'reached' : verdict.outcome === 'notReached');
  if (certain) return verdict;
  const { branch: _branch, ...rest } = verdict;
  return { ...rest, outcome: 'undecided', lacking: [...(verdict.lacking ?? []), 'units'] };
}

/** What a judgement is made from, by versions. */
type Basis = Pick<Evaluation, 'target' | 'baseline' | 'reference' | 'values' | 'former' | 'units' | 'formerUnits'>;

function judge(state: Known, basis: Basis): Verdict {
  const rule = state.targets.find((one) => one.version === basis.target)?.rule;
  if (!rule) throw new RangeError(`no version ${basis.target} of the target`);
  const baseline = state.baselines.find((one) => one.version === basis.baseline)?.amount;
  const reference = state.references.find((one) => one.n === basis.reference)?.amount;
  // What a part of the units gave is no former value of the whole, nor does the baseline stand for the one that is lacking.
  const isFormerPartial = basis.formerUnits !== undefined && basis.former.length < basis.formerUnits;
  const measured = [isFormerPartial ? [] : basis.former, basis.values].filter((used) => used.length > 0).map((used) => measuredOf(state, used));
  const verdict = evaluate(rule, isFormerPartial ? undefined : baseline, measured, reference);
  return basis.units !== undefined && basis.values.length > 0 && basis.values.length < basis.units ? withAllUnits(rule, verdict, state.perUnit === 'sum') : verdict;
}

/** Judges the indicator as it stands, and names the versions of target, baseline, reference and values that it was judged by. */
export function assess(state: Known): Judged {
  const rounds = roundsOf(state);
  const last = rounds.at(-1);
  const target = state.targets.at(-1);
  const isTrend = target?.rule.kind === 'trend';
  const baseline = state.baselines.at(-1)?.version;
  const reference = state.references.at(-1)?.n;
  const former = isTrend ? (rounds.at(-2)?.values ?? []) : [];
  const basis: Basis = {
    target: target?.version ?? 1,
    ...(baseline === undefined ? {} : { baseline }),
    ...(reference === undefined ? {} : { reference }),
    values: last?.values ?? [],
    former,
    ...(state.perUnit ? { units: state.unitIds.length } : {}),
    ...(state.perUnit && former.length > 0 ? { formerUnits: state.unitIds.length } : {}),
  };
  return { ...judge(state, basis), ...(last ? { on: last.on } : {}), ...basis };
}

/** An earlier judgement made again from the versions it names: the same whatever has been corrected since. */
export const reproduce = (state: Known, evaluation: Evaluation): Verdict => judge(state, evaluation);

/** How many of the units that owe a value have given theirs for the round that is judged; undefined where the owner gives it. */
export function reported(state: Known): { readonly of: number; readonly reported: number; readonly missing: readonly string[] } | undefined {
  if (!state.perUnit) return undefined;
  const used = roundsOf(state).at(-1)?.values ?? [];
  const units = used.map(({ n }) => state.values.find((value) => value.n === n)?.unitId);
  const missing = state.unitIds.filter((unitId) => !units.includes(unitId));
  return { of: state.unitIds.length, reported: state.unitIds.length - missing.length, missing };
}
