import { presentConsultation } from '../../api/consultations/presenter.ts';
import { createCalendar, yearIn } from '../../domain/calendar/create-calendar.ts';
import { summaryOf } from '../../domain/consultation/units.ts';
import { system } from '../../domain/process/actor.ts';
import { actor, at, calendar, districtOrg, liaison, merged, office } from '../campaign/district.ts';
import { opening, Round } from './driver.ts';

const [education, finance, health] = ['education', 'finance', 'health'].map(liaison) as [ReturnType<typeof liaison>, ReturnType<typeof liaison>, ReturnType<typeof liaison>];
const asked = (): Round => {
  const round = new Round(at('2026-03-02 10:00'));
  round.does(opening(), office);
  return round;
};
const answers = (round: Round) => summaryOf(round.state).map(({ unitId, answer }) => `${unitId} ${answer}`);

describe('a round of consulting units', () => {
  test('freezes what is asked, tells each unit, and is not opened beside another round or after the launch', () => {
    const round = new Round(at('2026-03-02 10:00'));
    round.processes.set('round-2', { id: 'round-2', version: 1, stage: 'asked', since: 1, deadlines: [] });
    expect(round.refuses(opening(), office)).toMatchObject({ code: 'consultation.round_open', params: { round: 2 } });
    round.processes.set('round-2', { id: 'round-2', version: 9, stage: 'closed', since: 9, deadlines: [] });
    round.processes.set('campaign', { id: 'campaign', version: 1, stage: 'commitment', since: 1, deadlines: [] });
    expect(round.refuses(opening(), office)?.code).toBe('plan.already_launched');
    round.processes.delete('campaign');
    expect(round.refuses(opening(), actor('health', 'office'))?.code).toBe('policy.forbidden');
    expect(round.facts).toEqual([]);
    round.does(opening(), office);
    expect(round.state).toMatchObject({ stage: 'asked', tasks: opening().tasks, due: { dueOn: '2026-03-13' }, unitIds: ['education', 'finance', 'health'] });
    expect(round.told.map(({ draft }) => [draft.kind, draft.to.map(({ personId }) => personId)])).toEqual([
      ['unitsAsked', ['liaisonOfficer@education', 'liaisonOfficer@finance', 'liaisonOfficer@health']],
    ]);
  });

  test.each([
    [{ unitIds: [] }, 'consultation.no_units'],
    [{ unitIds: ['office', 'health'] }, 'consultation.office_asked'],
    [{ unitIds: ['nowhere'] }, 'consultation.unit_unknown'],
    [{ tasks: [] }, 'consultation.no_tasks'],
    [{ dueOn: '2026-03-01' }, 'consultation.date_past'],
    [{ duePeriod: { value: 5, unit: 'workingDay' as const } }, 'consultation.due_needed'],
    [{ ladders: { limits: { answers: { value: 3, unit: 'second' as const } } } }, 'period.unit_refused'],
  ])('is refused with %j', (more, code) => {
    expect(new Round(at('2026-03-02 10:00')).refuses(opening(more), office)?.code).toBe(code);
  });

  test('chases only the silent: their liaison officers the working day before and on the morning after, then their manager, then the office', () => {
    const round = asked();
    round.does({ type: 'comment', text: '建议明确课时', taskNumber: '1' }, education);
    round.passTo(at('2026-03-13 10:00'));
    round.does({ type: 'agree' }, finance);
    round.passTo(at('2026-03-20 10:00'));
    expect(round.rungs).toEqual([
      '2026-03-12 09:00 opinionReminder → liaisonOfficer@finance, liaisonOfficer@health',
      '2026-03-16 09:00 opinionOverdue → liaisonOfficer@health',
      '2026-03-17 09:00 opinionEscalation → managerInCharge@health',
      '2026-03-18 09:00 opinionOffice → office@office',
    ]);
    expect(round.told.at(-1)?.draft.why.zh).toBe('未反馈的单位：health。');
  });

  test('“no comment” is an answer; a comment takes its place, and after a comment it is refused', () => {
    const round = asked();
    round.does({ type: 'agree' }, finance);
    expect(round.refuses({ type: 'agree' }, finance)?.code).toBe('consultation.already_agreed');
    expect(answers(round)).toEqual(['education silent', 'finance agreed', 'health silent']);
    round.does({ type: 'comment', text: '经费渠道请再明确' }, finance);
    expect(answers(round)).toEqual(['education silent', 'finance commented', 'health silent']);
    expect(round.refuses({ type: 'agree' }, finance)?.code).toBe('consultation.commented');
    expect(round.refuses({ type: 'comment', text: '意见', taskNumber: '9' }, finance)?.code).toBe('consultation.task_unknown');
    expect(round.refuses({ type: 'comment', text: '意见' }, liaison('housing'))?.code).toBe('policy.forbidden');
  });

  test('with the last answer the collecting ends and the office is chased, by its own limit; while their time runs units may still add', () => {
    const round = asked();
    round.does({ type: 'comment', text: '建议明确课时', taskNumber: '1', proposal: '每学期不少于4课时' }, education);
    round.does({ type: 'agree' }, finance);
    round.does({ type: 'agree' }, health);
    expect([round.state.stage, round.state.deadlines.map(({ kind, dueOn }) => [kind, dueOn])]).toEqual(['answering', [['answers', '2026-03-09']]]);
    round.does({ type: 'comment', text: '再补充一条' }, health);
    expect(answers(round)).toEqual(['education commented', 'finance agreed', 'health commented']);
    round.passTo(at('2026-03-16 10:00'));
    expect(round.rungs).toEqual(['2026-03-06 09:00 answerReminder → office@office', '2026-03-10 09:00 answerOverdue → office@office']);
    expect(round.refuses({ type: 'comment', text: '太晚了' }, health)?.code).toBe('consultation.collecting_over');
    // What arrived in time is taken, whenever it is decided.
    expect(round.refuses({ type: 'comment', text: '按时到达' }, health, at('2026-03-13 23:00'))).toBeUndefined();
  });

  test('the office answers each comment, with a reason unless it adopts it, corrects an answer, and closes when none is left', () => {
    const round = asked();
    for (const text of ['甲', '乙', '丙']) round.does({ type: 'comment', text }, education);
    for (const who of [finance, health]) round.does({ type: 'agree' }, who);
    expect(round.refuses({ type: 'answerComment', comment: 1, decision: 'partly' }, office)?.code).toBe('consultation.reason_needed');
    expect(round.refuses({ type: 'answerComment', comment: 4, decision: 'adopted' }, office)?.code).toBe('consultation.comment_unknown');
    round.does({ type: 'answerComment', comment: 1, decision: 'adopted' }, office);
    expect(round.refuses({ type: 'answerComment', comment: 1, decision: 'adopted' }, office)?.code).toBe('consultation.answer_unchanged');
    round.does({ type: 'answerComment', comment: 2, decision: 'notAdopted', reason: '超出本方案范围' }, office);
    expect(round.refuses({ type: 'close' }, office)).toMatchObject({ code: 'consultation.comments_open', params: { count: 1 }, items: [{ comment: 3, unitId: 'education' }] });
    round.does({ type: 'answerComment', comment: 3, decision: 'partly', reason: '并入任务1' }, office);
    round.does({ type: 'answerComment', comment: 1, decision: 'partly', reason: '改为每学年' }, office);
    expect(round.facts.at(-1)?.fact).toMatchObject({ type: 'commentAnswered', former: 'adopted' });
    round.does({ type: 'close' }, office);
    expect([round.state.stage, round.state.deadlines]).toEqual(['closed', []]);
    const told = round.told.filter(({ draft }) => draft.kind === 'consultationClosed').map(({ draft }) => [draft.to[0]?.unitId, draft.why.zh]);
    expect(told).toEqual([
      ['education', '贵单位提出意见3条：采纳0条，部分采纳2条，未采纳1条。'],
      ['finance', '本轮征求意见已经结束，贵单位没有提出意见。'],
      ['health', '本轮征求意见已经结束，贵单位没有提出意见。'],
    ]);
    expect(round.refuses({ type: 'answerComment', comment: 1, decision: 'adopted' }, office)?.code).toBe('consultation.closed');
  });

  test('no silent unit is passed over before its time; after it the office goes on without them and records them as 逾期未反馈', () => {
    const round = asked();
    round.does({ type: 'comment', text: '甲' }, education);
    expect(round.refuses({ type: 'endCollecting' }, office)).toMatchObject({ code: 'consultation.still_collecting', items: [{ unitId: 'finance' }, { unitId: 'health' }] });
    round.does({ type: 'answerComment', comment: 1, decision: 'adopted' }, office);
    expect(round.refuses({ type: 'close' }, office)?.code).toBe('consultation.still_collecting');
    round.passTo(at('2026-03-16 10:00'));
    round.does({ type: 'comment', text: '迟到的意见' }, finance);
    expect(round.state.comments.at(-1)?.late).toBe(true);
    round.does({ type: 'endCollecting' }, office);
    expect(answers(round)).toEqual(['education commented', 'finance commented', 'health overdue']);
    expect(round.refuses({ type: 'agree' }, health)?.code).toBe('consultation.collecting_over');
  });

  test('more time starts the ladder anew and is told to the silent alone; the former date stays', () => {
    const round = asked();
    round.does({ type: 'agree' }, education);
    expect(round.refuses({ type: 'extend', dueOn: '2026-03-12', reason: '理由' }, office)?.code).toBe('consultation.not_later');
    expect(round.refuses({ type: 'extend', reason: '理由' }, office)?.code).toBe('consultation.due_needed');
    round.does({ type: 'extend', duePeriod: { value: 5, unit: 'workingDay' }, reason: '临近节假日' }, office);
    expect([round.state.due.dueOn, round.state.formerDues]).toMatchObject(['2026-03-20', [{ dueOn: '2026-03-13', reason: '临近节假日' }]]);
    expect(round.told.at(-1)?.draft.to.map(({ unitId }) => unitId)).toEqual(['finance', 'health']);
    round.passTo(at('2026-03-19 10:00'));
    expect(round.rungs).toEqual(['2026-03-19 09:00 opinionReminder → liaisonOfficer@finance, liaisonOfficer@health']);
  });

  test('of two units asked that became one, that one answers for whichever is silent, and nobody is chased for it', () => {
    const round = asked();
    round.does({ type: 'agree' }, education);
    round.org = merged(districtOrg(), 'housing', 'education', 'finance');
    const housing = liaison('housing');
    round.does({ type: 'agree' }, housing);
    expect(answers(round)).toEqual(['education agreed', 'finance agreed', 'health silent']);
    expect(round.facts.slice(-2).map(({ fact }) => fact)).toMatchObject([
      { type: 'agreed', unitId: 'education' },
      { type: 'agreed', unitId: 'finance' },
    ]);
    expect(round.refuses({ type: 'agree' }, housing)?.code).toBe('consultation.already_agreed');
    round.passTo(at('2026-03-13 10:00'));
    expect(round.rungs).toEqual(['2026-03-12 09:00 opinionReminder → liaisonOfficer@health']);
    round.does({ type: 'agree' }, health);
    expect(round.state.stage).toBe('answering');
  });

  test('a comment of that one is filed once and speaks for all of them, in place of a former “no comment”', () => {
    const round = asked();
    round.does({ type: 'agree' }, health);
    round.does({ type: 'agree' }, finance);
    round.org = merged(districtOrg(), 'housing', 'education', 'finance');
    const housing = liaison('housing');
    round.does({ type: 'comment', text: '合并后的意见' }, housing);
    expect(answers(round)).toEqual(['education commented', 'finance commented', 'health agreed']);
    expect(round.state).toMatchObject({ stage: 'answering', comments: [{ number: 1, unitId: 'education', alsoFor: ['finance'] }], agreed: [{ unitId: 'health' }] });
    round.does({ type: 'comment', text: '再补充一条' }, housing);
    expect(round.facts.at(-1)?.fact).not.toHaveProperty('alsoFor');
    expect([round.refuses({ type: 'agree' }, housing)?.code, summaryOf(round.state).map(({ comments }) => comments)]).toEqual(['consultation.commented', [2, 0, 0]]);
  });

  test('that one reads what each of them said', () => {
    const round = asked();
    round.does({ type: 'comment', text: '教育的意见' }, education);
    round.does({ type: 'comment', text: '财政的意见' }, finance);
    const org = merged(districtOrg(), 'housing', 'education', 'finance');
    const read = (by: ReturnType<typeof liaison>) =>
      presentConsultation(round.state, { ...round.world(by), org, language: 'zh', actors: [by], steps: [] }).comments.map(({ text }) => text);
    expect([read(liaison('housing')), read(health)]).toEqual([['教育的意见', '财政的意见'], []]);
  });

  test('cancelled, nothing is chased any more', () => {
    const round = asked();
    round.does({ type: 'cancel', reason: '方案重拟' }, office);
    const told = round.told.length;
    round.passTo(at('2026-06-01 10:00'));
    expect([round.told.length, round.state.stage, round.refuses({ type: 'comment', text: '甲' }, education)?.code]).toEqual([told, 'cancelled', 'consultation.cancelled']);
  });

  test('a corrected calendar counts the date anew; what was reached stays, the old date is kept, and asked again nothing happens', () => {
    const former = [yearIn(calendar, 2026)];
    const days = [...(former[0]?.days ?? []), { date: '2026-03-12', kind: 'holiday' as const, name: '更正' }];
    const { dueOn: _dueOn, ...undated } = opening();
    const round = new Round(at('2026-03-02 10:00'));
    round.does({ ...undated, duePeriod: { value: 10, unit: 'workingDay' } }, office);
    expect(round.state.due.dueOn).toBe('2026-03-16');
    round.calendar = createCalendar({ version: 2, days, announcedYears: [2026] });
    round.does({ type: 'recompute', former }, system);
    expect([round.state.due.dueOn, round.state.dueHistory]).toMatchObject(['2026-03-17', [{ kind: 'opinions', dueOn: '2026-03-16', because: 'calendar' }]]);
    const before = round.facts.length;
    round.does({ type: 'recompute', former }, system);
    expect(round.facts.length).toBe(before);
    round.passTo(at('2026-03-18 10:00'));
    expect(round.rungs.map((told) => told.split(' →')[0])).toEqual(['2026-03-16 09:00 opinionReminder', '2026-03-18 09:00 opinionOverdue']);
  });
});
