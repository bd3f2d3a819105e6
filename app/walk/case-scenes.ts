import { Case, type Deadline, Explained, Facts, Party } from './answers.ts';
import { type Cast, patienceMs, step } from './cast.ts';
import type { Person } from './client.ts';
import { awaited, must } from './story.ts';

const units: Readonly<Record<string, string>> = { second: '秒', minute: '分钟', hour: '小时', workingDay: '个工作日', calendarDay: '日' };

/** Why a deadline is when it is: the rule, the days counted, the days skipped. */
function why({ basis, dueOn, dueAt }: Deadline): string {
  const period = basis.period ? `${basis.period.value}${units[basis.period.unit] ?? basis.period.unit}` : '';
  const counted = basis.counted.length > 0 ? `，计入${basis.counted.map((day) => day.slice(5)).join('、')}` : '';
  const skipped = basis.skipped.length > 0 ? `，跳过${basis.skipped.map((day) => day.date.slice(5)).join('、')}` : '';
  return `${dueOn ?? dueAt.slice(11, 19)}：${period}${counted}${skipped}`;
}

const deadlineOf = (deadlines: readonly Deadline[], kind: string): Deadline => {
  const found = deadlines.find((one) => one.kind === kind);
  if (!found) throw new Error(`the case has no deadline ${kind}`);
  return found;
};

/** An inspector registers a party and opens a case; two record a violation; an order is not heeded; the manager hears; the follow-up closes it. Answers the case's id. */
export async function caseRuns(cast: Cast): Promise<string> {
  const { story, tempo } = cast;
  story.scene({ zh: '七、执法案件', en: 'An enforcement case' });
  const inspector = await cast.person('inspector-a');
  const second = await cast.person('inspector-b');
  const party = await inspector.post('/api/v1/parties', Party, {
    body: { name: `演示便民药店${new Date().toISOString().slice(11, 19).replaceAll(':', '')}`, kind: 'pharmacy', address: '演示区东港路18号' },
  });
  await story.does(inspector.name, { zh: `登记检查对象：${party.name}`, en: 'registers the inspected party' });
  const { id, number } = await inspector.post('/api/v1/cases', Case, { body: { partyId: party.id, title: '投诉：处方药未凭处方销售（演示）', source: 'complaint' } });
  await story.does(inspector.name, { zh: `立档：${number}`, en: 'opens the case; numbers are without gaps per type and year' });
  const order = { type: 'issueOrder', requirements: '凭处方销售，登记留存', period: { value: tempo.order, unit: 'second' } };
  await cast.refused('case.stage_wrong', 409, () => step(inspector, 'cases', id, Case, order));
  story.note({ zh: '未检查就责令改正：409，什么也没有改变', en: 'an order before any inspection: refused, nothing changes' });
  const visit = { findings: [{ note: '抽查5张销售记录，2张无处方' }] };
  const inspection = { type: 'recordInspection', result: 'violation', ...visit };
  await cast.refused('case.same_inspector_twice', 422, () =>
    step(inspector, 'cases', id, Case, { ...inspection, officers: [inspector.id, inspector.id] } as { readonly type: string }),
  );
  story.note({ zh: '同一人签两次：422，必须两名执法人员', en: 'the same inspector twice: refused' });
  const inspected = await step(inspector, 'cases', id, Case, { ...inspection, officers: [inspector.id, second.id] } as { readonly type: string });
  await story.does(`${inspector.name}、乙`, { zh: '现场检查：发现违法行为', en: 'two inspectors record a violation' });
  story.note({ zh: `采取措施的期限 ${why(deadlineOf(inspected.deadlines, 'measure'))}`, en: 'why this date: every day counted and skipped' });
  const ordered = await step(inspector, 'cases', id, Case, order);
  const rectify = deadlineOf(ordered.deadlines, 'rectify');
  await story.does(inspector.name, { zh: `责令改正，限${tempo.order}秒（演练）`, en: 'orders rectification, with a period of seconds in this drill' });
  must(!rectify.toCome.some((rung) => rung.rung === 'reminder'), { zh: '早于责令改正的提醒应当略过', en: 'a reminder whose moment precedes the order is dropped' });
  story.note({ zh: '“期限前一个工作日提醒”早于责令本身：略过，不误后面的级', en: 'the reminder one working day ahead precedes the order: dropped; later rungs stay on time' });
  await cast.hears(
    'manager',
    id,
    { rung: 'overdue' },
    { zh: '期限届满，上报分管领导', en: 'nobody did anything; the deadline passed; the manager in charge is told' },
    tempo.order * 1_000 + patienceMs,
  );
  const followUp = { type: 'recordFollowUp', officers: [inspector.id, second.id], result: 'rectified', findings: [{ note: '登记完整，已整改' }] };
  await step(inspector, 'cases', id, Case, followUp);
  await story.does(`${inspector.name}、乙`, { zh: '复查：已整改', en: 'two inspectors follow up: rectified' });
  await awaited({ zh: '案件由工作流结案', en: 'the workflow closes the case' }, patienceMs, async () =>
    (await inspector.get(`/api/v1/cases/${id}`, Case)).stage === 'closed' ? true : undefined,
  );
  await cast.hears('manager', id, { kind: 'case.closed' }, { zh: '分管领导收到结案通知', en: 'closed by its workflow, and told' });
  return id;
}

/** The record of the case, why a date is what it is, and what may be done next. */
export async function showRecord(cast: Cast, inspector: Person, caseId: string): Promise<void> {
  const { story } = cast;
  story.scene({ zh: '八、案卷与依据', en: 'The record and its reasons' });
  const file = await inspector.get(`/api/v1/cases/${caseId}`, Case);
  const { items } = await inspector.get(`/api/v1/cases/${caseId}/facts?limit=200`, Facts);
  await story.does(inspector.name, {
    zh: `查看${file.number}的事实记录：${items.length}条，逐条相链，不可改`,
    en: `reads the facts: ${items.length}, numbered, each carrying the hash of the chain`,
  });
  for (const { seq, type, actor, at, hash } of items) {
    const who = actor.person?.name ?? (actor.by === 'time' ? '时间' : '系统');
    story.note({ zh: `${String(seq).padStart(2)}  ${at.slice(11, 19)}  ${type.padEnd(22)} ${who}`, en: hash.slice(0, 10) });
  }
  const overdue = items.filter((fact) => fact.type === 'rungReached');
  must(overdue.length === 1 && items.at(-1)?.type === 'caseClosed', { zh: '应恰有一次上报，最后一条为结案', en: 'exactly one escalation, and the last fact is the close' });
  const { text } = await inspector.get(`/api/v1/calendar/explain?from=2026-09-28&value=5&unit=workingDay`, Explained);
  await story.does(inspector.name, { zh: '问：9月28日起5个工作日，为什么是这一天？', en: 'asks: five working days from 28 September, why this date?' });
  story.note({ zh: text, en: '' });
  story.note({
    zh: `结案后可以：${
      file.allowed
        .filter((one) => one.ok)
        .map((one) => one.type)
        .join('、') || '无'
    }`,
    en: 'what the inspector may do now',
  });
}
