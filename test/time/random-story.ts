import type { DemoIds } from '../../app/demo/load.ts';
import type { CampaignPersonCommand } from '../../domain/campaign/commands.ts';
import { conditionKeys } from '../../domain/campaign/state.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import { at } from '../campaign/district.ts';
import { eachUnit, plan, planned } from './plan.ts';
import { minute, type Script, type Step } from './script.ts';
import { lead, office, officeOn } from './whole-story.ts';

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const dayMs = 86_400_000;
const opens = at('2026-03-03 10:00');
const days = 180;

/** Half a year of a small campaign in which people do what occurs to them, at working hours, allowed or not. */
export function randomStory(ids: DemoIds, seed: number, moves: number): Script {
  const next = seeded(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const someDay = (from: number, span: number): string => minute(opens + (from + below(span)) * dayMs).slice(0, 10);
  const numbers = ['1', '2', '3', '13-1', '13-2'];
  const leads = (): TaskPersonCommand =>
    pick<TaskPersonCommand>([
      { type: 'sign' },
      { type: 'sign' },
      { type: 'report', progress: '推进中', percent: below(100) },
      { type: 'submit', summary: '已完成' },
      { type: 'submit', summary: '已完成' },
      { type: 'return', reason: '非本单位职责' },
      { type: 'requestExtension', reason: '协调中', period: { value: 1 + below(20), unit: 'workingDay' } },
    ]);
  const decides = (): TaskPersonCommand =>
    pick<TaskPersonCommand>([
      { type: 'accept' },
      { type: 'accept' },
      { type: 'sendBack', reason: '缺材料' },
      { type: 'sendBack', reason: '缺材料' },
      { type: 'relapse', reason: '反弹' },
      { type: 'withdrawAcceptance', reason: '误验收' },
      { type: 'decideExtension', approve: next() < 0.5, reason: '研究后决定' },
      { type: 'signUrgingNotice' },
      { type: 'declineUrgingNotice', reason: '已电话督促' },
    ]);
  const steers = (today: string): CampaignPersonCommand =>
    pick<CampaignPersonCommand>([
      ...conditionKeys.map((condition): CampaignPersonCommand => ({ type: 'confirmCondition', condition, note: '见附件' })),
      { type: 'overrideCondition', condition: pick(conditionKeys), reason: '例外' },
      { type: 'closePhase' },
      { type: 'recordMeeting', heldOn: today, minutes: '听取进展' },
      { type: 'recordSupervision', heldOn: today, note: '督导' },
      { type: 'suspend', reason: '中止' },
      { type: 'resume', mode: 'keep' },
      { type: 'resume', mode: 'shift' },
      { type: 'recordResult', result: '通过', note: '评估' },
    ]);
  const steps = Array.from({ length: moves }, (): Step => {
    const moment = minute(opens + below(days) * dayMs + below(480) * 60_000);
    const chance = next();
    if (chance < 0.5) return lead(moment, pick(numbers), leads());
    return chance < 0.75 ? officeOn(moment, pick([...numbers, '13']), decides()) : office(moment, steers(moment.slice(0, 10)));
  });
  const { dueOn: _dueOn, ...monthly } = planned(ids, 3, '2026-08-31', { kind: 'recurring' });
  return {
    launchedAt: '2026-03-02 10:00',
    launch: plan(ids, [
      planned(ids, 1, someDay(5, 60)),
      planned(ids, 2, someDay(30, 90)),
      { ...monthly, rhythm: { span: 'month', until: '2026-08-31' } },
      eachUnit(ids, someDay(30, 90), ['streetEast', 'streetWest']),
    ]),
    // One step a minute: two at one moment have no order.
    steps: [...new Map(steps.map((step) => [step.at, step])).values()],
    until: minute(opens + (days + 10) * dayMs),
  };
}
