import { type Actor, system } from '../../domain/process/actor.ts';
import type { Refusal } from '../../domain/process/decision.ts';
import type { BeginSurvey, SurveyCommand } from '../../domain/survey/commands.ts';
import { survey } from '../../domain/survey/definition.ts';
import { sampleOf } from '../../domain/survey/sample.ts';
import type { SurveyState } from '../../domain/survey/state.ts';
import { at, liaison, office } from '../campaign/district.ts';
import type { Rehearsal } from '../campaign/rehearsal.ts';
import { amount, campaignWith, established } from '../indicator/driver.ts';

const points = [
  { unitId: 'town-1', name: '东街社区', planned: 80 },
  { unitId: 'town-1', name: '西街社区', planned: 80 },
  { unitId: 'town-2', name: '河口村', planned: 40 },
];
const id = 'survey';
const [first, second] = [liaison('town-1'), liaison('town-2')];

function begun(run: Rehearsal, more: Partial<BeginSurvey> = {}): Rehearsal {
  const command: BeginSurvey = { type: 'begin', campaignId: run.campaignId, name: '健康素养调查', points, dueOn: '2026-06-15', ...more };
  const answer = run.ask('survey', id, command, office);
  if ('ok' in answer) throw new Error(answer.code);
  return run;
}
const state = (run: Rehearsal): SurveyState => run.surveys[0] as SurveyState;
function does(run: Rehearsal, command: SurveyCommand, actor: Actor): SurveyState {
  const answer = run.ask('survey', id, command, actor);
  if ('ok' in answer) throw new Error(`${command.type} was refused: ${answer.code}`);
  return state(run);
}
const refused = (run: Rehearsal, command: SurveyCommand, actor: Actor): Refusal | undefined => {
  const answer = run.ask('survey', id, command, actor);
  return 'ok' in answer ? answer : undefined;
};
const progress = (point: number, reached: number, valid?: number): SurveyCommand => ({ type: 'recordProgress', point, reached, ...(valid === undefined ? {} : { valid }) });

describe('a survey', () => {
  test('begins below its running campaign, numbered, its units told', () => {
    const run = begun(campaignWith());
    expect([state(run).number, state(run).stage, state(run).leadUnitId]).toEqual(['调查〔2026〕1号', 'running', 'office']);
    expect(run.told.find((told) => told.draft.kind === 'surveyBegun')?.to).toEqual(['liaisonOfficer@town-1', 'liaisonOfficer@town-2']);
    const other = campaignWith();
    const begin = { type: 'begin', campaignId: other.campaignId, name: '调查', points } as const;
    expect(other.ask('survey', id, begin, first)).toMatchObject({ code: 'process.not_found' });
    expect(other.ask('survey', id, begin, liaison('health'))).toMatchObject({ code: 'policy.forbidden' });
    expect(other.ask('survey', id, { ...begin, points: [...points, ...points] } as { type: string }, office)).toMatchObject({ code: 'survey.point_twice' });
    expect(other.ask('survey', id, { ...begin, dueOn: '2026-03-01' } as { type: string }, office)).toMatchObject({ code: 'survey.date_past' });
    other.does({ type: 'suspend', reason: '疫情' }, office);
    expect(other.ask('survey', id, begin, office)).toMatchObject({ code: 'campaign.suspended' });
  });

  test('is worked on by each unit at its own points; only the unit whose points are short is chased', () => {
    const run = begun(campaignWith());
    expect(refused(run, progress(3, 40), first)?.code).toBe('survey.not_your_point');
    expect(refused(run, progress(4, 40), first)?.code).toBe('survey.point_unknown');
    expect(refused(run, progress(1, 40, 41), first)?.code).toBe('survey.valid_exceeds');
    does(run, progress(1, 80, 79), first);
    expect(state(run).deadlines.map((deadline) => deadline.kind)).toEqual(['points:town-1', 'points:town-2']);
    does(run, progress(2, 81), first);
    expect(state(run).deadlines.map((deadline) => deadline.kind)).toEqual(['points:town-2']);
    does(run, progress(3, 30), second);
    run.passTo(at('2026-06-30 10:00'));
    expect(run.rungs(id)).toEqual([
      '2026-06-08 09:00 surveyReminder → liaisonOfficer@town-2',
      '2026-06-16 09:00 surveyOverdue → liaisonOfficer@town-2',
      '2026-06-22 09:00 surveyEscalation → managerInCharge@town-2',
      '2026-06-24 09:00 surveyOffice → office@office',
    ]);
    expect(run.told.at(-1)?.draft.why.zh).toBe('town-2还有1个调查点未完成，共差10份样本。');
  });

  test('corrected downwards has no more valid or rechecked than reached, and its unit is chased again', () => {
    const run = begun(campaignWith());
    does(run, progress(3, 40, 38), second);
    does(run, { type: 'recordQualityCheck', point: 3, rechecked: 12, agreed: 12 }, office);
    does(run, { type: 'recordQualityCheck', point: 3, rechecked: 4, agreed: 3 }, office);
    expect(does(run, progress(3, 39), second).points[2]).toMatchObject({ reached: 39, valid: 38 });
    const short = does(run, progress(3, 10), second);
    expect([short.points[2], sampleOf(short)]).toEqual([
      { unitId: 'town-2', name: '河口村', planned: 40, reached: 10 },
      expect.objectContaining({ reached: 10, valid: 10, rechecked: 4, agreed: 3 }),
    ]);
    expect(short.deadlines.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
      ['points:town-1', '2026-06-15'],
      ['points:town-2', '2026-06-15'],
    ]);
    expect(short.deadlines.find(({ kind }) => kind === 'points:town-2')?.rungs).toEqual(short.deadlines.find(({ kind }) => kind === 'points:town-1')?.rungs);
  });

  test('corrected downwards after its date is chased from then on, its date the same', () => {
    const run = begun(campaignWith(), { points: points.slice(2) });
    does(run, progress(1, 40), second);
    run.passTo(at('2026-07-01 10:00'));
    expect(does(run, progress(1, 10), second).deadlines).toMatchObject([{ kind: 'points:town-2', dueOn: '2026-06-15' }]);
    run.passTo(at('2026-07-20 10:00'));
    expect(run.rungs(id)).toEqual([
      '2026-07-02 09:00 surveyOverdue → liaisonOfficer@town-2',
      '2026-07-07 09:00 surveyEscalation → managerInCharge@town-2',
      '2026-07-09 09:00 surveyOffice → office@office',
    ]);
    expect(does(run, progress(1, 40), second).deadlines).toEqual([]);
  });

  test('is completed when every point has its sample, or a reason for each that has not', () => {
    const run = begun(campaignWith());
    for (const [point, reached] of [
      [1, 80],
      [2, 79],
      [3, 40],
    ] as const)
      does(run, progress(point, reached), office);
    expect(refused(run, { type: 'complete', note: '完成' }, office)).toMatchObject({
      code: 'survey.points_short',
      items: [{ point: 2, name: '西街社区', planned: 80, reached: 79 }],
    });
    expect(refused(run, { type: 'complete', note: '完成', shortfalls: [{ point: 1, reason: '无' }] }, office)?.code).toBe('survey.point_not_short');
    const done = does(run, { type: 'complete', note: '完成', shortfalls: [{ point: 2, reason: '一户长期外出' }] }, office);
    expect([done.stage, done.deadlines, done.points[1]?.shortfall]).toEqual(['completed', [], '一户长期外出']);
    expect(sampleOf(done)).toMatchObject({ points: 3, done: 2, planned: 200, reached: 199 });
    expect(refused(run, progress(2, 80), office)?.code).toBe('survey.completed');
  });

  test('of 800 blocks with 799 done names the one missing, and is completed with its reason', () => {
    const run = begun(campaignWith());
    const all = Array.from({ length: 800 }, (_, index) => ({ unitId: 'town-1', name: `${index + 1}号街区`, planned: 1, reached: index === 416 ? 0 : 1 }));
    const large = { ...state(run), points: all };
    const decide = (command: SurveyCommand) => survey.decide(large, command, run.world(office));
    expect(sampleOf(large)).toMatchObject({ points: 800, done: 799 });
    expect(decide({ type: 'complete', note: '完成' })).toMatchObject({ code: 'survey.points_short', params: { count: 1 }, items: [{ point: 417, name: '417号街区' }] });
    expect(decide({ type: 'complete', note: '完成', shortfalls: [{ point: 417, reason: '拆迁' }] })).toMatchObject({ ok: true });
  });

  test('says how far rechecks agreed, exactly', () => {
    const run = begun(campaignWith());
    does(run, progress(1, 60), first);
    expect(refused(run, { type: 'recordQualityCheck', point: 1, rechecked: 61, agreed: 1 }, office)?.code).toBe('survey.rechecked_exceeds');
    expect(refused(run, { type: 'recordQualityCheck', point: 1, rechecked: 6, agreed: 7 }, office)?.code).toBe('survey.agreed_exceeds');
    does(run, { type: 'recordQualityCheck', point: 1, rechecked: 6, agreed: 6 }, office);
    expect(sampleOf(does(run, { type: 'recordQualityCheck', point: 1, rechecked: 3, agreed: 2 }, office))).toMatchObject({ rechecked: 9, agreed: 8, agreement: '88.89' });
  });

  test('stands still with its campaign, goes on, and ends with it', () => {
    const run = begun(campaignWith());
    run.passTo(at('2026-04-01 10:00'));
    run.does({ type: 'suspend', reason: '疫情' }, office);
    expect([state(run).stage, refused(run, progress(1, 1), first)?.code]).toEqual(['suspended', 'survey.suspended']);
    run.passTo(at('2026-05-01 10:00'));
    run.does({ type: 'resume', mode: 'shift' }, office);
    expect([state(run).stage, state(run).due?.dueOn, new Set(state(run).deadlines.map((deadline) => deadline.dueOn))]).toEqual(['running', '2026-07-15', new Set(['2026-07-15'])]);
    run.does({ type: 'cancel', reason: '并入' }, office);
    expect([state(run).stage, state(run).deadlines]).toEqual(['concluded', []]);
    const { version } = state(run);
    for (const command of [{ type: 'suspend', reason: '无' }, { type: 'resume', mode: 'keep' }, { type: 'conclude', outcome: 'campaignClosed' }, { type: 'strike' }] as const)
      expect(does(run, command, system).version).toBe(version);
  });
});

describe('a value from a survey', () => {
  test('carries the survey’s figures as its source, once that is completed and of the same campaign', () => {
    const run = begun(campaignWith(), { points: [{ unitId: 'town-1', name: '东街社区', planned: 80 }] });
    const one = established(run, { kind: 'ratio', bound: 'atLeast', target: '30' }, { ownerUnitId: 'health' });
    const value = { type: 'recordValue', amount: amount('25', '79'), on: '2026-03-02', surveyId: id } as const;
    expect(one.refuses(value, liaison('health'))).toBe('survey.unfit_source');
    does(run, progress(1, 80, 79), first);
    does(run, { type: 'recordQualityCheck', point: 1, rechecked: 8, agreed: 8 }, office);
    does(run, { type: 'complete', note: '完成' }, office);
    const recorded = one.does(value, liaison('health')).values[0];
    expect([recorded?.versions[0]?.source, recorded?.survey]).toEqual([
      '调查〔2026〕1号，有效样本79份，质控符合率100%',
      { surveyId: id, number: '调查〔2026〕1号', sample: { points: 1, done: 1, planned: 80, reached: 80, valid: 79, rechecked: 8, agreed: 8, agreement: '100' } },
    ]);
    expect(one.verdict).toEqual(['reached', 'target']);
    expect(one.refuses({ type: 'recordValue', amount: amount('30'), on: '2026-03-02' }, liaison('health'))).toBe('indicator.source_needed');
    expect(one.refuses({ ...value, surveyId: one.id }, liaison('health'))).toBe('survey.unfit_source');
  });
});
