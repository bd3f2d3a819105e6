import { readdirSync, readFileSync } from 'node:fs';
import { rungNotice as ofAssessment } from '../../domain/assessment/notices.ts';
import { bulletinDeadline } from '../../domain/bulletin/deadlines.ts';
import { rungNotice as ofBulletin } from '../../domain/bulletin/notices.ts';
import { defaultBulletinLadder, defaultCampaignLadders, defaultLiaisonLadder } from '../../domain/campaign/ladders.ts';
import { liaisonNotice } from '../../domain/campaign/liaison.ts';
import { rungNotice as ofCampaign } from '../../domain/campaign/notices.ts';
import { caseLadders } from '../../domain/case/ladders.ts';
import { rungNotice as ofCase } from '../../domain/case/notices.ts';
import { type CaseState, deadlineKinds, decideKinds } from '../../domain/case/state.ts';
import { type Deadline, type PlannedRung, planDeadline, type Strike } from '../../domain/chase/deadline.ts';
import type { Ladder } from '../../domain/chase/ladder.ts';
import { chaseRule, rungName } from '../../domain/chase/rungs.ts';
import { chosenLadders as consultationLadders } from '../../domain/consultation/ladders.ts';
import { rungNotice as ofConsultation } from '../../domain/consultation/notices.ts';
import { chosenLadders as evaluationLadders } from '../../domain/evaluation/ladders.ts';
import { rungNotice as ofEvaluation } from '../../domain/evaluation/notices.ts';
import { defaultValueLadder } from '../../domain/indicator/ladders.ts';
import { rungNotice as ofIndicator } from '../../domain/indicator/notices.ts';
import { defaultMeetingLadders } from '../../domain/meeting/ladders.ts';
import { rungNotice as ofMeeting } from '../../domain/meeting/notices.ts';
import type { NoticeDraft } from '../../domain/notice/notice.ts';
import type { Org } from '../../domain/org/org.ts';
import { time } from '../../domain/process/actor.ts';
import type { TimedType, World } from '../../domain/process/definition.ts';
import { defaultSupervisionLadders } from '../../domain/supervision/ladders.ts';
import { rungNotice as ofSupervision } from '../../domain/supervision/notices.ts';
import { surveyLadder } from '../../domain/survey/ladders.ts';
import { rungNotice as ofSurvey } from '../../domain/survey/notices.ts';
import { defaultTaskLadders } from '../../domain/task/ladders.ts';
import { rungNotice as ofTask } from '../../domain/task/notices.ts';
import { at, calendar, districtOrg } from '../campaign/district.ts';

/** Every post is held, and units have Chinese names, so that any other letter is one of the program's. */
const district = districtOrg();
const names: Readonly<Record<string, string>> = { office: '云山区健康办', education: '教育局' };
const org: Org = {
  ...district,
  unit: (id) => {
    const unit = district.unit(id);
    return unit && { ...unit, name: names[id] ?? '某单位' };
  },
  addressees: (unitId, role) => [{ personId: `${role}@${unitId}`, postId: `post:${role}@${unitId}`, unitId }],
  postsIn: () => [],
};
const world: World = {
  now: at('2026-03-02 10:00'),
  receivedAt: 0,
  actor: time,
  org,
  calendar,
  drill: false,
  children: [],
  attached: [],
  parties: new Map(),
  attachments: new Map(),
  processes: new Map(),
  newId: () => 'new',
};

const source = { zh: '《实施方案》', en: 'the plan' };
const around = { officeUnitId: 'office', groupUnitId: 'group', source };
type Tell = (struck: Strike) => readonly NoticeDraft[];
/** A state with as much of it as its notices read. */
const told =
  <S>(notice: (state: S, struck: Strike, world: World) => readonly NoticeDraft[], state: object): Tell =>
  (struck) =>
    notice({ ...around, ...state } as S, struck, world);

const campaign = { title: '健康促进区建设', phases: [{ name: '综合干预' }], current: 0, memberUnitIds: ['education'] };
const tellOf: Readonly<Record<TimedType, Tell>> = {
  task: told(ofTask, { number: '3', content: '开设健康教育课', leadUnitId: 'education' }),
  campaign: (struck) =>
    struck.deadline.kind === 'liaison'
      ? told((state: Parameters<typeof liaisonNotice>[0], one) => liaisonNotice(state, one, ['education'], world), campaign)(struck)
      : told((state: Parameters<typeof ofCampaign>[0], one) => ofCampaign(state, one, [], world), campaign)(struck),
  case: told((state: CaseState, struck) => [ofCase(state, struck, world)], {
    number: '案〔2026〕1号',
    bodyUnitId: 'education',
    jointBodies: [],
    opened: { by: [] },
    extensions: [],
    inspections: [],
    measures: [],
  }),
  meeting: told(ofMeeting, { title: '协调会', unitIds: ['education'], replies: [] }),
  supervision: told(ofSupervision, { title: '一季度督查', findings: [] }),
  indicator: told(ofIndicator, { number: '指标1', name: '健康素养水平', ownerUnitId: 'education' }),
  survey: told(ofSurvey, { name: '现场调查', points: [{ unitId: 'education', planned: 20, reached: 3 }] }),
  evaluation: told(ofEvaluation, { title: '年度考评', units: [] }),
  assessment: told(ofAssessment, { title: '年度考评', unitId: 'education' }),
  consultation: told(ofConsultation, { title: '实施方案', round: 1, unitIds: ['education'], agreed: [], comments: [] }),
  bulletin: told(ofBulletin, { title: '进展通报' }),
};

const consultation = consultationLadders();
const evaluation = evaluationLadders();
/** Every ladder that there is by default, by type and kind of deadline. */
const ladders: Readonly<Record<Exclude<TimedType, 'bulletin'>, Readonly<Record<string, Ladder | undefined>>>> = {
  task: (({ task, sign, review, node, urgingNotice, urgingAnswer }) => ({ task, sign, review, node, urgingNotice, urgingAnswer }))(defaultTaskLadders),
  campaign: {
    phaseEnd: defaultCampaignLadders.phase,
    meeting: defaultCampaignLadders.meeting,
    supervision: defaultCampaignLadders.supervision,
    bulletin: defaultBulletinLadder,
    liaison: defaultLiaisonLadder,
  },
  case: Object.fromEntries(deadlineKinds.map((kind) => [kind === 'decide' ? decideKinds.extension : kind, caseLadders[kind]])),
  meeting: { reply: defaultMeetingLadders.reply, minutes: defaultMeetingLadders.minutes },
  supervision: { visit: defaultSupervisionLadders.visit, 'objection-2': defaultSupervisionLadders.objection, settling: defaultSupervisionLadders.settling },
  indicator: { 'value:education': defaultValueLadder },
  survey: { 'points:education': surveyLadder },
  evaluation: { review: evaluation.review, objection: evaluation.objection },
  assessment: { selfCheck: evaluation.selfCheck },
  consultation: { opinions: consultation.opinions, answers: consultation.answers },
};
const due = calendar.dueOn('2026-06-12', world.now, { zh: '《实施方案》规定的完成时限', en: 'Date set by the plan' });

const opened = (spec: ReturnType<typeof planDeadline>): Deadline => ({ ...spec, seq: 1, setAt: world.now, reached: [] });
const struck = (deadline: Deadline, rung: PlannedRung): Strike => ({
  deadline,
  rung,
  silent: false,
  fact: { type: 'rungReached', deadline: 1, kind: deadline.kind, rung: rung.rung },
});
/** Every rung of every type, struck. */
const strikes: readonly { readonly type: TimedType; readonly struck: Strike }[] = [
  ...Object.entries(ladders).flatMap(([type, kinds]) =>
    Object.entries(kinds).map(([kind, ladder = []]) => ({ type: type as TimedType, deadline: opened(planDeadline(kind, due, ladder, calendar, world.now)) })),
  ),
  ...(['signing', 'issuing'] as const).map((kind) => ({ type: 'bulletin' as const, deadline: opened(bulletinDeadline(kind, world)) })),
].flatMap(({ type, deadline }) => deadline.rungs.map((rung) => ({ type, struck: struck(deadline, rung) })));

/** Rungs that tell nobody: time's own, at the end of a phase and of a visit. */
const silent = ['visitEnd', 'phaseEnd'];

describe('the rungs of all ladders', () => {
  test('are these: none of a ladder in the sources is missing here', () => {
    const domain = new URL('../../domain/', import.meta.url);
    const files = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const written = files.flatMap((file) => [...readFileSync(new URL(file, domain), 'utf8').matchAll(/rung: '(\w+)'/g)].map((found) => found[1] ?? ''));
    const here = new Set(strikes.map((one) => one.struck.rung.rung));
    expect(written.length).toBeGreaterThan(60);
    expect(written.filter((rung) => !here.has(rung) && !silent.includes(rung))).toEqual([]);
    expect(new Set(strikes.map(({ type }) => type)).size).toBe(Object.keys(tellOf).length);
  });

  test('have names in words, which tell of nobody but whom they reach', () => {
    const said = { managerInCharge: '分管领导', groupDeputy: '副组长', office: '办公室' };
    for (const {
      struck: { rung },
    } of strikes) {
      const { zh, en } = rungName(rung.rung);
      expect([rung.rung, zh, en]).toEqual([rung.rung, expect.not.stringMatching(/[A-Za-z]/), expect.not.stringMatching(/[a-z][A-Z]/)]);
      for (const [to, who] of Object.entries(said)) if (zh.includes(who)) expect([rung.rung, rung.to]).toEqual([rung.rung, to]);
      if (zh === '报领导小组') expect([rung.rung, rung.to]).toEqual([rung.rung, 'leadingGroup']);
    }
    expect(silent.map((rung) => rungName(rung).zh)).toEqual(silent.map(() => '到期提醒'));
    expect([rungName('reminder.2').zh, rungName('第一次提醒').zh]).toEqual(['到期前提醒', '第一次提醒']);
  });

  test.each(strikes.map(({ type, struck: one }) => [type, one.deadline.kind, one.rung.rung, one] as const))(
    '%s %s %s says in words what, why, by which rule and what stops it',
    (type, _kind, _rung, one) => {
      const [notice, ...more] = tellOf[type](one);
      if (!notice) throw new Error('nobody is told');
      expect([more.length, notice.to.length > 0, notice.dueAt]).toEqual([0, true, one.deadline.dueAt]);
      for (const part of ['title', 'why', 'rule', 'stops'] as const) {
        expect([part, notice[part].zh]).toEqual([part, expect.stringMatching(/[\u4e00-\u9fff]/)]);
        expect([part, notice[part].zh]).toEqual([part, expect.not.stringMatching(/[A-Za-z]|undefined|“”|。。/)]);
        expect([part, notice[part].en]).toEqual([part, expect.not.stringMatching(/[a-z][A-Z]|undefined|“”/)]);
      }
      expect(notice.rule).toEqual({ zh: expect.stringMatching(/；催办规则“.+”（到期.+）$/), en: expect.stringMatching(/; chase rule “.+” \(.+ due (day|moment)\)$/) });
    },
  );
});

describe('the rule of a rung', () => {
  const deadline = opened(planDeadline('task', due, [], calendar, world.now));
  const rule = (rung: Ladder[number], of = deadline) => chaseRule({ deadline: of, rung: { ...rung, at: 0, before: rung.offset.value < 0 } });
  const workingDays = (value: number) => ({ value, unit: 'workingDay' }) as const;

  test('names it with its moment, by days as its mornings fall, by the second in drills', () => {
    const phrase = (rung: Ladder[number], of = deadline): string => rule(rung, of).zh.replace(/^.*；/, '');
    expect(rule({ rung: 'reminder', offset: workingDays(-3), to: 'responsible' })).toEqual({
      zh: '《实施方案》规定的完成时限；催办规则“到期前提醒”（到期前3个工作日）',
      en: 'Date set by the plan; chase rule “reminder” (3 working days before the due moment)',
    });
    // The morning after a Friday is that of Monday: the first working day, and five days on the sixth.
    expect(calendar.rungAt(due, workingDays(0))).toBe(at('2026-06-15 09:00'));
    expect(phrase({ rung: 'overdueNotice', offset: workingDays(0), to: 'liaisonOfficer' })).toBe('催办规则“超期提醒”（到期后第1个工作日）');
    expect(phrase({ rung: 'urgingNotice', offset: workingDays(5), to: 'urgingNotice' })).toBe('催办规则“督办通知书”（到期后第6个工作日）');
    expect(phrase({ rung: 'escalation', offset: { value: 10, unit: 'calendarDay' }, to: 'managerInCharge' })).toBe('催办规则“报分管领导”（到期10日后的首个工作日）');
    const { dueOn: _, ...drill } = deadline;
    expect(phrase({ rung: 'overdueNotice', offset: { value: 0, unit: 'second' }, to: 'liaisonOfficer' }, drill)).toBe('催办规则“超期提醒”（到期时）');
    expect(phrase({ rung: 'escalation', offset: { value: 5, unit: 'second' }, to: 'managerInCharge' }, drill)).toBe('催办规则“报分管领导”（到期后5秒）');
  });

  test('of a ladder that somebody wrote goes by the name that it was given; a code, or a name of other people, by whom it tells', () => {
    const zh = (rung: string, to: Ladder[number]['to'], days = 1): string => rule({ rung, to, offset: workingDays(days) }).zh.replace(/^.*“(.*)”.*$/, '$1');
    expect(zh('约谈提醒', 'unitLeader')).toBe('约谈提醒');
    expect([zh('firstCall', 'unitLeader'), zh('firstCall', 'responsible', -1), zh('escalation', 'groupDeputy'), zh('reminder', 'liaisonOfficer')]).toEqual([
      '报主要领导',
      '到期前提醒',
      '报领导小组副组长',
      '超期催办',
    ]);
  });
});

describe('a notice of a chase', () => {
  const rungOf = (rung: string): Strike => {
    const found = strikes.find((one) => one.type === 'task' && one.struck.rung.rung === rung);
    if (!found) throw new Error(`no rung ${rung}`);
    return found.struck;
  };
  const tell = (rung: string, now: string) => ofTask({ number: '3', content: '开设健康教育课', leadUnitId: 'education', ...around }, rungOf(rung), { ...world, now: at(now) })[0];

  test('says how many days are left or have passed', () => {
    expect(tell('reminder', '2026-06-09 09:00')?.why).toEqual({
      zh: '教育局的完成时限为2026-06-12（还有3日），目前尚未办结。',
      en: '教育局: the deadline is 2026-06-12, in 3 days, and it is still open.',
    });
    expect(tell('escalation', '2026-06-17 09:00')?.why.zh).toBe('教育局的完成时限为2026-06-12（已超期5日），至今未办结。');
  });

  test('of a draft tells the office what it is to do itself', () => {
    expect(tell('urgingNotice', '2026-06-19 09:00')?.stops.zh).toBe('签发督办通知书，或说明理由不予签发。');
  });

  test('tells people of the unit whom to ask, and neither the office nor the leading group', () => {
    const asks = (rung: string): boolean => tell(rung, '2026-06-17 09:00')?.stops.zh.includes('有疑问请联系云山区健康办。') ?? false;
    expect(['reminder', 'overdueNotice', 'escalation', 'urgingNotice', 'leadingGroup', 'reviewOverdue'].filter(asks)).toEqual(['reminder', 'overdueNotice', 'escalation']);
  });
});
