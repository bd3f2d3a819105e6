import { recomputed } from '../chase/recount.ts';
import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Steps } from '../process/deciding.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { Definition, Needs, Participant } from '../process/definition.ts';
import { templateId } from '../register/template.ts';
import type { BulletinCommand, BulletinPersonCommandType } from './commands.ts';
import { conclude, isOver, resume, strike, suspend } from './decide/inward.ts';
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

const steps: Steps<BulletinState, BulletinCommand, BulletinFact> = {
  draft,
  edit,
  refresh: (state, _, world) => refresh(state, world),
  sign,
  attachSealed,
  issue: (state, _, world) => issue(state, world),
  withdraw,
  suspend,
  resume,
  conclude,
  recompute: recomputed,
  strike: (state, _, world) => strike(state, world),
};

/** A draft begins below its campaign and tells of its tasks; an issued one moves the campaign's rhythm on. */
function needs(command: BulletinCommand, { officeUnitId }: BulletinState): Needs {
  switch (command.type) {
    case 'draft':
    case 'refresh':
      return { parent: 'share', siblings: ['task'] };
    case 'sign':
      return { processes: [templateId(officeUnitId, 'bulletin')] };
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

/** A bulletin (通报) of a campaign: drafted from its records, edited, signed with a number, issued to its units. */
export const bulletin: Definition<BulletinState, BulletinCommand, BulletinFact> = {
  type: 'bulletin',
  stages: bulletinStages,
  initial,
  evolve,
  decide: decideBy(steps, rules, ['draft']),
  needs,
  allowed: allowedBy('bulletin', rules, participants),
  participants,
  parentId: (state) => state.campaignId || undefined,
  number: (state) => state.signing?.number,
  settled: () => false,
  closed: isOver,
  sealed: {},
};
