import { system } from '../../domain/process/actor.ts';
import type { UnitCommand } from '../../domain/register/unit.ts';
import type { TestApi } from './api.ts';

/** A step on a unit of the register that must be agreed to. */
export async function unitStep({ ledger }: Pick<TestApi, 'ledger'>, id: string, command: UnitCommand): Promise<void> {
  const outcome = await ledger.execute({ type: 'unit', id, command, actor: system });
  if (!outcome.ok) throw new Error(`${command.type}: ${outcome.code}`);
}
