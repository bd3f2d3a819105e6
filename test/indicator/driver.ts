import type { EstablishIndicator, IndicatorCommand } from '../../domain/indicator/commands.ts';
import type { Amount } from '../../domain/indicator/evaluate.ts';
import type { MeasureRule } from '../../domain/indicator/rule.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { Refusal } from '../../domain/process/decision.ts';
import { at, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

/** A campaign from 2 March 2026 that runs until the year's end, with one task and these indicators of its plan. */
export function campaignWith(indicators: Parameters<typeof plan>[1] = {}): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('1')], indicators), office);
  return run;
}

/** A number as a value, or what it is a quotient of. */
export const amount = (value: string, denominator?: string): Amount => (denominator === undefined ? { value } : { numerator: value, denominator });

/** An indicator of the running campaign, established by its office. */
export function established(run: Rehearsal, rule: MeasureRule, more: Partial<Omit<EstablishIndicator, 'type' | 'campaignId' | 'rule'>> = {}): Indicator {
  const before = new Set(run.indicators.map((one) => one.id));
  const command: EstablishIndicator = { type: 'establish', campaignId: run.campaignId, name: '指标', rule, ...more };
  const answer = run.ask('indicator', `indicator-${before.size + 1}`, command, office);
  if ('ok' in answer) throw new Error(`establish was refused: ${answer.code}`);
  const made = run.indicators.find((one) => !before.has(one.id));
  return new Indicator(run, made?.id ?? '');
}

/** One indicator of a rehearsal. */
export class Indicator {
  readonly run: Rehearsal;
  readonly id: string;

  constructor(run: Rehearsal, id: string) {
    this.run = run;
    this.id = id;
  }

  get state(): IndicatorState {
    const state = this.run.indicators.find((one) => one.id === this.id);
    if (!state) throw new Error(`no indicator ${this.id}`);
    return state;
  }

  /** A step that must be agreed to; answers the state after it. */
  does(command: IndicatorCommand, actor: Actor): IndicatorState {
    const answer = this.run.ask('indicator', this.id, command, actor);
    if ('ok' in answer) throw new Error(`${command.type} was refused: ${answer.code}`);
    return this.state;
  }

  /** The code with which a step is refused. */
  refuses(command: IndicatorCommand, actor: Actor): string | undefined {
    const answer = this.run.ask('indicator', this.id, command, actor);
    return 'ok' in answer ? (answer as Refusal).code : undefined;
  }

  /** A value of the actor's unit. */
  records(actor: Actor, on: string, given: Amount, more: { readonly unitId?: string } = {}): IndicatorState {
    return this.does({ type: 'recordValue', on, amount: given, source: '统计年报', ...more }, actor);
  }

  /** The last judgement: outcome, and by which branch or what is lacking. */
  get verdict(): readonly (string | undefined)[] {
    const last = this.state.evaluations.at(-1);
    return [last?.outcome, last?.branch ?? last?.lacking?.join('+')];
  }

  get rungs(): readonly string[] {
    return this.run.rungs(this.id);
  }
}
