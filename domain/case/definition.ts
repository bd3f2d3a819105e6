import type { Decision } from '../process/decision.ts';
import { refuse } from '../process/decision.ts';
import type { Definition, Needs, World } from '../process/definition.ts';
import { markingWithdrawable } from '../process/withdrawing.ts';
import { allowed, participants, personSteps } from './allowed.ts';
import type { CaseCommand } from './commands.ts';
import type { Step } from './decide/step.ts';
import { succeeding } from './decide/succeeding.ts';
import { timing } from './decide/timing.ts';
import { evidenceOf } from './decide/visiting.ts';
import { withdrawableSteps } from './decide/withdrawing.ts';
import { evolve } from './evolve.ts';
import { type CaseFact, sealedFields } from './facts.ts';
import { type CaseState, caseStages, initialCase } from './state.ts';

const steps = { ...personSteps, ...timing, ...succeeding };

function decide<T extends CaseCommand['type']>(state: CaseState, command: Extract<CaseCommand, { readonly type: T }>, world: World): Decision<CaseFact> {
  if (!Object.hasOwn(steps, command.type)) return refuse('process.unknown_command', { command: command.type });
  // The table has each command's own step under its own name; TypeScript cannot follow that through an index.
  const step = steps[command.type] as unknown as Step<T>;
  return step.may(state, world) ?? step.take(state, command, world);
}

/** What the ledger looks up for a command: the party always, because every answer shows it. */
function needs(command: CaseCommand, state: CaseState): Needs {
  switch (command.type) {
    case 'open':
      return { parties: [command.partyId], attachments: command.evidence ?? [], ...(command.taskId === undefined ? {} : { processes: [command.taskId] }) };
    case 'recordInspection':
    case 'recordFollowUp':
      return { parties: partiesOf(state), attachments: evidenceOf(command) };
    case 'submitRectification':
      return { parties: partiesOf(state), attachments: command.evidence ?? [] };
    case 'strike':
    case 'closeCase':
    case 'recompute':
    case 'changeOfficer':
      return {};
    default:
      return { parties: partiesOf(state) };
  }
}

const partiesOf = (state: CaseState): readonly string[] => (state.partyId === '' ? [] : [state.partyId]);

/** An enforcement case: inspect, order rectification, follow up, close; a filed case is concluded; a relapse opens it again. */
export const enforcementCase: Definition<CaseState, CaseCommand, CaseFact> = {
  type: 'case',
  stages: caseStages,
  initial: initialCase,
  evolve,
  decide: markingWithdrawable(decide, withdrawableSteps),
  needs,
  allowed,
  participants,
  number: (state) => (state.number === '' ? undefined : state.number),
  settled: (state) => state.stage === 'settled',
  closed: (state) => state.stage === 'closed',
  sealed: sealedFields,
};
