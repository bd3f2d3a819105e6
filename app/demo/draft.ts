import { createHash, randomUUID } from 'node:crypto';
import { openingOf } from '../../api/consultations/opening.ts';
import { draftOf } from '../../api/plans/draft.ts';
import { insertPlan } from '../../api/plans/store.ts';
import { addDays } from '../../domain/calendar/beijing.ts';
import { sourceOf } from '../../domain/plan/source.ts';
import type { BeijingDate } from '../../domain/process/time.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Acting } from './acting.ts';
import type { DemoIds } from './load.ts';

/** A plan as an office would paste it: one task without a date, one whose unit nobody knows. */
const text = (from: BeijingDate): string => `演示区冬春季爱国卫生专项行动方案（演示稿）

一、工作目标
演示：改善城乡环境卫生，降低病媒生物密度，倡导文明健康生活方式。

二、重点任务
（一）环境卫生整治
1. 开展农贸市场和周边环境卫生整治。（牵头单位：市场监管局；配合单位：城管局；完成时限：${from.slice(0, 4)}年12月底前）
2. 开展老旧小区环境卫生整治。（牵头单位：住建局；配合单位：东港街道、西湾街道）
（二）病媒生物防制
3. 组织冬季灭鼠行动。（牵头单位：卫健委；配合单位：住建局、城管局；完成时限：${Number(from.slice(0, 4)) + 1}年3月底前）
（三）健康知识普及
4. 开展健康教育进学校、进社区活动。（牵头单位：教育局；配合单位：民政局；完成时限：${Number(from.slice(0, 4)) + 1}年4月底前）
5. 组织志愿者清洁家园行动。（牵头单位：志愿服务总队；完成时限：${Number(from.slice(0, 4)) + 1}年4月底前）
`;

/** A draft plan that waits to be completed, and some units that are asked for their opinion about it; one has answered. */
export async function playDraft(ledger: Ledger, acting: Acting, ids: DemoIds, today: BeijingDate): Promise<void> {
  const source = sourceOf(text(today), createHash('sha256').update(text(today)).digest('hex'));
  const content = draftOf(source, await ledger.moment());
  const kept = { id: randomUUID(), unitId: ids.unit('office'), content, sourceHash: source.hash ?? '', personId: ids.person('office') };
  const client = await ledger.pool.connect();
  const plan = await insertPlan(client, kept).finally(() => client.release());
  const unitIds = ['market', 'housing', 'health', 'education'].map(ids.unit);
  const { id, command } = openingOf(plan, 1, { unitIds, dueOn: addDays(today, 9) });
  const consultation = await acting.begin('office', 'consultation', command, id);
  await acting.step('liaison', 'consultation', consultation, { type: 'comment', taskNumber: '4', text: '演示：寒假期间学校活动难以组织', proposal: '演示：完成时限改为5月底前' });
}
