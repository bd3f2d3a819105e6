import { mayCommand } from '../policy/policy.ts';
import { accept, type Decision, type Refusal, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import type { BulletinCommand, BulletinPersonCommand, BulletinPersonCommandType } from './commands.ts';
import { conclude, isOver, recompute, resume, strike, suspend } from './decide/inward.ts';
import { attachSealed, draft, edit, issue, refresh, sign, withdraw } from './decide/office.ts';
import { evolve, initial } from './evolve.ts';
import type { BulletinFact } from './facts.ts';
import { type BulletinStage, type BulletinState, bulletinStages } from './state.ts';

/** Why a bulletin in this stage takes no step that needs another one. */
const wrongStage: Readonly<Record<BulletinStage, Refusal>> = {
  drafted: refuse('bulletin.not_signed'),
  signed: refuse('bulletin.already_signed'),
  issued: refuse('bulletin.already_issued'),
  suspended: refuse('bulletin.suspended'),
  withdrawn: refuse('bulletin.withdrawn'),
};
const mustBeIn =
  (...stages: readonly BulletinStage[]) =>
  ({ stage }: BulletinState): Refusal | undefined =>
    stages.includes(stage as BulletinStage) ? undefined : wrongStage[stage as BulletinStage];

/** Each step's condition on the stage. The same rules tell what may be done next. */
const rules: Readonly<Record<BulletinPersonCommandType, (state: BulletinState) => Refusal | undefined>> = {
  edit: mustBeIn('drafted'),
  refresh: mustBeIn('drafted'),
  sign: mustBeIn('drafted'),
  attachSealed: mustBeIn('signed', 'issued'),
  issue: mustBeIn('signed'),
  withdraw: mustBeIn('drafted', 'signed', 'issued'),
};

/** The steps people take, in the order in which a bulletin meets them. */
const bulletinSteps = Object.keys(rules) as readonly BulletinPersonCommandType[];
const isPersonCommand = (command: BulletinCommand): command is BulletinPersonCommand => command.type in rules;

function decidePerson(state: BulletinState, command: BulletinPersonCommand, world: World): Decision<BulletinFact> {
  const refused = rules[command.type](state);
  if (refused) return refused;
  switch (command.type) {
    case 'edit':
      return edit(state, command);
    case 'refresh':
      return refresh(state, world);
    case 'sign':
      return sign(state, command, world);
    case 'attachSealed':
      return attachSealed(state, command, world);
    case 'issue':
      return issue(state, world);
    case 'withdraw':
      return withdraw(state, command, world);
  }
}

function decide(state: BulletinState, command: BulletinCommand, world: World): Decision<BulletinFact> {
  if (command.type === 'draft') return draft(state, command, world);
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  if (state.version === 0) return accept([]);
  switch (command.type) {
    case 'suspend':
      return suspend(state, command);
    case 'resume':
      return resume(state, command, world);
    case 'conclude':
      return conclude(state, command);
    case 'recompute':
      return recompute(state, command, world);
    case 'strike':
      return strike(state, world);
    default:
      return refuse('process.unknown_command', { command: (command as { readonly type: string }).type });
  }
}

/** A draft begins below its campaign and tells of its tasks; an issued one moves the campaign's rhythm on. */
function needs(command: BulletinCommand): Needs {
  switch (command.type) {
    case 'draft':
    case 'refresh':
      return { parent: 'share', siblings: ['task'] };
    case 'issue':
      return { parent: 'update' };
    case 'attachSealed':
      return { attachments: [command.evidence] };
    default:
      return {};
  }
}

/** Until it is issued it is the office's own paper, and the leading group's. */
function participants(state: BulletinState): readonly Participant[] {
  if (state.version === 0) return [];
  const readers = state.issuedAt === undefined ? [] : [...new Set([...state.memberUnitIds, ...state.figures.units.map(({ unitId }) => unitId)])];
  return [{ unitId: state.officeUnitId, as: 'office' }, { unitId: state.groupUnitId, as: 'leadingGroup' }, ...readers.map((unitId): Participant => ({ unitId, as: 'member' }))];
}

function allowed(state: BulletinState, world: World): readonly AllowedStep[] {
  const taking = participants(state);
  return bulletinSteps
    .filter((type) => mayCommand(world.actor, 'bulletin', type, taking, world.org) === true)
    .map((type) => {
      const refused = rules[type](state);
      return refused ? { type, ok: false, reason: refused.code } : { type, ok: true };
    });
}

/** A bulletin (通报) of a campaign: drafted from its records, edited, signed with a number, issued to its units. */
export const bulletin: Definition<BulletinState, BulletinCommand, BulletinFact> = {
  type: 'bulletin',
  stages: bulletinStages,
  initial,
  evolve,
  decide,
  needs,
  allowed,
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.signing?.number,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
