import type { AssessmentCommand } from '../../domain/assessment/commands.ts';
import type { AssessmentState } from '../../domain/assessment/state.ts';
import type { EvaluationCommand, StartEvaluation } from '../../domain/evaluation/commands.ts';
import type { StandardItem } from '../../domain/evaluation/standard.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { FactBase } from '../../domain/process/fact.ts';
import { actor, at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

export const item = (number: string, points: number, more: Partial<StandardItem> = {}): StandardItem => ({
  number,
  content: `考评内容${number}`,
  points,
  evidenceRequired: [],
  ...more,
});
export const second = actor('office', 'office', 'second@office');

/** An evaluation of two departments and a town with three items, of which one is for departments alone. */
export const start = (more: Partial<StartEvaluation> = {}): StartEvaluation => ({
  type: 'start',
  campaignId: 'campaign',
  title: '2026年健康促进区考评',
  standard: { source: '健康促进区考评标准', documentNumber: '省爱卫〔2026〕3号', items: [item('1.1', 10), item('1.2', 5.5), item('2.1', 4.5, { appliesTo: ['部门'] })] },
  classes: [
    { name: '部门', unitIds: ['education', 'finance'] },
    { name: '乡镇', unitIds: ['town-1'] },
  ],
  selfCheckDueOn: '2026-11-30',
  ...more,
});

/** A campaign with a task for each of three departments, and its evaluation, run through the deciders. */
export class Round {
  readonly run = new Rehearsal(at('2026-11-02 10:00'));
  readonly id = 'round';

  constructor(more: Partial<StartEvaluation> = {}) {
    this.run.does(
      plan([planned('1', { leadUnitId: 'education' }), planned('2', { leadUnitId: 'finance' })], {
        phases: [
          { kind: 'commitment', name: '启动', startsOn: '2026-03-01', endsOn: '2026-03-31' },
          { kind: 'intervention', name: '综合干预', startsOn: '2026-04-01', endsOn: '2026-10-31' },
          { kind: 'evaluation', name: '考评督导', startsOn: '2026-11-01', endsOn: '2027-06-30' },
        ],
        dates: { mode: 'backfill' },
        memberUnitIds: ['education', 'finance', 'town-1'],
      }),
      office,
    );
    this.does(start(more));
  }

  get state(): EvaluationState {
    return this.run.state(this.id);
  }

  of(unitId: string): AssessmentState {
    return this.run.state(this.state.units.find((unit) => unit.unitId === unitId)?.assessmentId ?? '');
  }

  /** A step on the evaluation that must be agreed to; the office's unless said otherwise. */
  does(command: EvaluationCommand, by: Actor = office): readonly FactBase[] {
    return agreed(command.type, this.run.ask('evaluation', this.id, command, by));
  }

  refuses(command: EvaluationCommand, by: Actor = office): string | undefined {
    return codeOf(this.run.ask('evaluation', this.id, command, by));
  }

  on(unitId: string, command: AssessmentCommand, by: Actor = liaison(unitId)): readonly FactBase[] {
    return agreed(`${command.type} of ${unitId}`, this.run.ask('assessment', this.of(unitId).id, command, by));
  }

  refusesOn(unitId: string, command: AssessmentCommand, by: Actor = liaison(unitId)): string | undefined {
    return codeOf(this.run.ask('assessment', this.of(unitId).id, command, by));
  }

  /** A unit claims these points for its items in their order, and hands its self-check in. */
  checks(unitId: string, ...claims: readonly number[]): void {
    this.items(unitId).forEach((number, index) => {
      this.on(unitId, { type: 'answerItem', item: number, claim: claims[index] ?? 0, note: '见佐证' });
    });
    this.on(unitId, { type: 'submitSelfCheck' });
  }

  /** The office gives these points, and completes the review. */
  reviews(unitId: string, ...points: readonly number[]): void {
    this.items(unitId).forEach((number, index) => {
      this.on(unitId, { type: 'reviewItem', item: number, points: points[index] ?? 0, note: '现场核查' }, office);
    });
    this.on(unitId, { type: 'completeReview' }, office);
  }

  items(unitId: string): readonly string[] {
    const { className } = this.of(unitId);
    return this.state.standard.items.filter((one) => one.appliesTo?.includes(className) ?? true).map((one) => one.number);
  }

  /** Self-checks in, everything reviewed: 18 of 20, 16 of 20, 15.5 of 15.5. */
  scored(): this {
    this.checks('education', 10, 5.5, 4.5);
    this.checks('finance', 9, 4, 3);
    this.checks('town-1', 10, 5.5);
    this.reviews('education', 9.5, 5, 3.5);
    this.reviews('finance', 9, 4, 3);
    this.reviews('town-1', 10, 5.5);
    this.does({ type: 'showScores' });
    return this;
  }

  /** The days for objections have passed and the table is published. */
  published(): this {
    this.run.passTo(at('2026-12-15 10:00'));
    this.does({ type: 'publish' });
    return this;
  }
}

function agreed(what: string, answer: ReturnType<Rehearsal['ask']>): readonly FactBase[] {
  if ('ok' in answer) throw new Error(`${what} was refused: ${answer.code} ${JSON.stringify(answer.params ?? {})} ${JSON.stringify(answer.items ?? [])}`);
  return answer;
}
const codeOf = (answer: ReturnType<Rehearsal['ask']>): string | undefined => ('ok' in answer ? answer.code : undefined);

/** The stages of an evaluation and of its assessments, in the order of its units. */
export const stages = (round: Round): readonly string[] => [round.state.stage, ...round.state.units.map(({ unitId }) => round.of(unitId).stage)];
