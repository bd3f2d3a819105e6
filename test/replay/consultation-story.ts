import type { Ladder } from '../../domain/chase/ladder.ts';
import type { ConsultationCommand, ConsultationPersonCommand, OpenConsultation } from '../../domain/consultation/commands.ts';
import { opening } from '../consultation/driver.ts';
import { until } from '../harness/until.ts';
import type { Recording } from './stories.ts';

const patience = 60_000;
const inSeconds = (rung: string, value: number, to: Ladder[number]['to']): Ladder[number] => ({ rung, offset: { value, unit: 'second' }, to });

/** A round of consulting units: a silent one chased, the office chased for its answers, the close. */
export async function consultedUnits({ stack, district, client, keep }: Recording): Promise<void> {
  const { ids, acting } = district;
  const { dueOn: _dueOn, ...round } = opening();
  const command: OpenConsultation = {
    ...round,
    planId: crypto.randomUUID(),
    launchedAs: crypto.randomUUID(),
    roundIds: [],
    officeUnitId: ids.unit('office'),
    unitIds: [ids.unit('education'), ids.unit('finance')],
    tasks: [{ number: '1', content: '演示任务', supporting: [] }],
    duePeriod: { value: 2, unit: 'second' },
    ladders: {
      opinions: [inSeconds('opinionOverdue', 0, 'liaisonOfficer'), inSeconds('opinionEscalation', 1, 'managerInCharge')],
      answers: [inSeconds('answerOverdue', 0, 'office')],
      limits: { answers: { value: 2, unit: 'second' } },
    },
  };
  const id = await acting.begin<ConsultationCommand>('office', 'consultation', command);
  const told = (rung: string): Promise<void> =>
    until(async () => (await stack.pool.query('SELECT 1 FROM notice WHERE process_id = $1 AND rung = $2', [id, rung])).rows.length > 0, patience);
  const step = (username: string, next: ConsultationPersonCommand): Promise<void> => acting.step(username, 'consultation', id, next);
  await step(acting.holder('education', 'liaisonOfficer'), { type: 'comment', text: '请明确牵头科室' });
  await told('opinionEscalation');
  await step('liaison-finance', { type: 'agree' });
  await told('answerOverdue');
  await step('office', { type: 'answerComment', comment: 1, decision: 'adopted' });
  await step('office', { type: 'close' });
  await until(async () => (await client.workflow.getHandle(`consultation:${id}`).describe()).status.name === 'COMPLETED', patience);
  await keep('closed', `consultation:${id}`);
}
