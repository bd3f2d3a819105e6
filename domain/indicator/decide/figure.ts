import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { amountRefused, evidenceRefused, futureRefused } from '../amount.ts';
import { assess } from '../assess.ts';
import type { IndicatorCommandOf } from '../commands.ts';
import { evolve } from '../evolve.ts';
import type { IndicatorFact } from '../facts.ts';
import { type IndicatorState, ruleOf } from '../state.ts';

type Decided = Decision<IndicatorFact>;

/** The fact with the judgement that it leads to. */
export function judged<F extends IndicatorFact>(state: IndicatorState, fact: F, world: World): F {
  const after = evolve(state, { seq: state.version + 1, at: world.now, receivedAt: world.receivedAt, actor: world.actor.ref, fact });
  return { ...fact, evaluation: assess(after) };
}

function figureRefused(state: IndicatorState, command: Pick<IndicatorCommandOf<'setBaseline'>, 'amount' | 'on' | 'evidence'>, world: World): Refusal | undefined {
  const rule = ruleOf(state);
  // A list has nothing to start from; a whole is given as a whole.
  if (rule.kind === 'items') return refuse('indicator.amount_unfit', { needed: '项目清单没有基线和参照值 / a list has neither baseline nor reference' });
  return amountRefused(rule, command.amount, undefined, world) ?? futureRefused(command.on, world) ?? evidenceRefused(command.evidence ?? [], world);
}

/** 基线: frozen from now on. */
export const setBaseline = (state: IndicatorState, command: IndicatorCommandOf<'setBaseline'>, world: World): Decided =>
  figureRefused(state, command, world) ??
  accept([judged(state, { type: 'baselineSet', amount: command.amount, on: command.on, source: command.source, evidence: command.evidence ?? [] }, world)]);

/** A correction makes the next version; judgements made before name the one they used. */
export const correctBaseline = (state: IndicatorState, command: IndicatorCommandOf<'correctBaseline'>, world: World): Decided =>
  figureRefused(state, command, world) ??
  accept([
    judged(
      state,
      {
        type: 'baselineCorrected',
        version: state.baselines.length + 1,
        amount: command.amount,
        on: command.on,
        source: command.source,
        evidence: command.evidence ?? [],
        reason: command.reason,
      },
      world,
    ),
  ]);

/** What the rule compares with was published, such as the provincial average of the year. */
export function publishReference(state: IndicatorState, command: IndicatorCommandOf<'publishReference'>, world: World): Decided {
  const rule = ruleOf(state);
  if (rule.kind !== 'change' || !rule.reference) return refuse('indicator.reference_unused');
  const refused = figureRefused(state, command, world);
  if (refused) return refused;
  return accept([judged(state, { type: 'referencePublished', n: state.references.length + 1, amount: command.amount, on: command.on, source: command.source }, world)]);
}
