import { ApplicationFailure, allHandlersFinished, condition, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { type Activities, type Command, step, type View } from './case.ts';

const { insert } = proxyLocalActivities<Activities>({ startToCloseTimeout: '5s', retry: { initialInterval: '200ms', maximumInterval: '10s' } });

const dayMs = 24 * 3_600_000;
/** From each stage: the commands taken, the stage each leads to. */
const moves: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  new: { open: 'opened' },
  opened: { recordInspection: 'inspected' },
  inspected: { issueOrder: 'ordered' },
  ordered: { submitRectification: 'corrected', recordFollowUp: 'settled' },
  corrected: { recordFollowUp: 'settled' },
};
/** How long a stage may last, in days; an order brings its own. Ten working days are two weeks. */
const limitDays: Readonly<Record<string, number>> = { opened: 21, inspected: 7, ordered: 14, corrected: 7 };

/** The case as a plain Temporal application: the workflow holds the state, each step is an Update that awaits one local activity, each deadline a timer. */
export async function enforcementCase({ id }: { readonly id: string }): Promise<void> {
  let stage = 'new';
  let version = 0;
  let dueAt = 0;
  let told = false;
  setHandler(
    step,
    async (command: Command): Promise<View> => {
      stage = moves[stage]?.[command.type] ?? stage;
      const seq = ++version;
      const { period } = command;
      dueAt = Date.now() + (period?.unit === 'second' ? period.value * 1_000 : (limitDays[stage] ?? 0) * dayMs);
      told = false;
      await insert({ caseId: id, seq, type: command.type, data: command, dueAt });
      return { id, stage, version: seq };
    },
    {
      validator: (command) => {
        if (moves[stage]?.[command.type] === undefined) throw ApplicationFailure.nonRetryable(`${command.type} is not possible at stage ${stage}`);
      },
    },
  );
  await condition(() => version > 0);
  while (stage !== 'settled') {
    const seen = version;
    const moved = (): boolean => version !== seen;
    if (told) await condition(moved);
    else if (!(await condition(moved, Math.max(1, dueAt - Date.now())))) {
      told = true;
      await insert({ caseId: id, seq: ++version, type: 'overdue', data: { to: 'managerInCharge' }, dueAt });
    }
  }
  await condition(allHandlersFinished);
  await insert({ caseId: id, seq: ++version, type: 'closed', data: {} });
}
