import { recomputed } from '../chase/recount.ts';
import { allowedBy } from '../policy/allowed.ts';
import { decideBy, type Rules, type Steps } from '../process/deciding.ts';
import { accept, type Refusal, refuse } from '../process/decision.ts';
import type { Definition, Needs, Participant } from '../process/definition.ts';
import { attachedTypes } from './below.ts';
import type { CampaignCommand, CampaignCommandOf, CampaignPersonCommandType } from './commands.ts';
import { missingConditions } from './condition.ts';
import { noteBulletin, setBulletinRhythm } from './decide/bulletin.ts';
import { setLadders } from './decide/ladders.ts';
import { launch } from './decide/launch.ts';
import { askLiaisonOfficers, nameLiaisonOfficer } from './decide/liaison.ts';
import {
  addTask,
  cancel,
  confirmCondition,
  correctField,
  overrideCondition,
  recordMeeting,
  recordResult,
  recordSupervision,
  resume,
  suspend,
  urge,
  withdrawConfirmation,
} from './decide/office.ts';
import { closeCampaign, closePhase, onTime } from './decide/phase.ts';
import { recordApproval, setComposition, setWorkingGroup } from './decide/preparation.ts';
import { reassignTasks, replan, shiftDates } from './decide/replan.ts';
import { evolve, initial } from './evolve.ts';
import type { CampaignFact } from './facts.ts';
import { withoutLiaisonOfficer } from './liaison.ts';
import { type CampaignStage, type CampaignState, campaignStages } from './state.ts';

type Rule = (state: CampaignState) => Refusal | undefined;

const wrongStage: Readonly<Record<CampaignStage, Refusal | undefined>> = {
  commitment: undefined,
  intervention: undefined,
  evaluation: undefined,
  suspended: refuse('campaign.suspended'),
  settled: refuse('campaign.settled'),
  closed: refuse('campaign.closed'),
};
/** Why a campaign takes no step now; undefined while it runs. */
export const mustRun: Rule = (state) => wrongStage[state.stage as CampaignStage];

/** Each step's condition on the stage. The same rules tell what may be done next. */
const rules: Rules<CampaignState, CampaignPersonCommandType> = {
  confirmCondition: mustRun,
  withdrawConfirmation: mustRun,
  recordApproval: mustRun,
  setComposition: mustRun,
  setWorkingGroup: mustRun,
  askLiaisonOfficers: (state, world) =>
    mustRun(state) ??
    (state.stage === 'commitment' ? undefined : refuse('campaign.not_commitment')) ??
    (withoutLiaisonOfficer(state, world).length === 0 ? refuse('campaign.liaison_complete') : undefined),
  nameLiaisonOfficer: mustRun,
  overrideCondition: mustRun,
  closePhase: mustRun,
  recordResult: (state) => mustRun(state) ?? (state.stage === 'evaluation' ? undefined : refuse('campaign.not_evaluating')),
  recordMeeting: mustRun,
  recordSupervision: mustRun,
  addTask: mustRun,
  urge: mustRun,
  replan: mustRun,
  shiftDates: mustRun,
  reassignTasks: mustRun,
  setBulletinRhythm: mustRun,
  setLadders: mustRun,
  correctField: mustRun,
  suspend: mustRun,
  resume: (state) => (state.stage === 'suspended' ? undefined : (mustRun(state) ?? refuse('campaign.not_suspended'))),
  cancel: (state) => (state.stage === 'suspended' ? undefined : mustRun(state)),
};

const steps: Steps<CampaignState, CampaignCommand, CampaignFact> = {
  launch,
  confirmCondition,
  withdrawConfirmation,
  overrideCondition,
  recordApproval,
  setComposition,
  setWorkingGroup,
  askLiaisonOfficers,
  nameLiaisonOfficer,
  closePhase: (state, _, world) => closePhase(state, world),
  recordResult,
  recordMeeting,
  recordSupervision,
  addTask,
  urge,
  replan,
  shiftDates,
  reassignTasks,
  setBulletinRhythm,
  setLadders,
  correctField,
  suspend,
  resume,
  cancel,
  endPhase: (state, _, world) => onTime(state, world),
  strike: (state, _, world) => onTime(state, world),
  noteBulletin: (state, _, world) => noteBulletin(state, world),
  closeCampaign: (state, _, world) => closeCampaign(state, world),
  noteVisits: (_, command) => accept([{ ...command, type: 'visitsNoted' }]),
  countIndicator: (_, command) => accept([{ type: 'indicatorAdded', indicatorId: command.indicatorId, number: command.number }]),
  recompute: recomputed,
};

const reachesAttached: ReadonlySet<CampaignCommand['type']> = new Set(['suspend', 'resume', 'cancel', 'closeCampaign']);
const reaches = (command: CampaignCommand): boolean =>
  reachesAttached.has(command.type) || command.type === 'setWorkingGroup' || (command.type === 'correctField' && command.field === 'memberUnitIds');

/** A launch from a plan holds the office against the beginning of a round of consulting units about it; launches do not wait for each other. */
const launchNeeds = ({ roundIds, officeUnitId, approval }: CampaignCommandOf<'launch'>): Needs => ({
  ...(roundIds ? { holds: { id: officeUnitId, lock: 'share' }, processes: roundIds } : {}),
  ...(approval ? { attachments: approval.evidence } : {}),
});

/** Steps that look at no task of the campaign. A supervision's findings and a meeting's decisions bring one for each. */
const looksAtNoTask: ReadonlySet<CampaignCommand['type']> = new Set(['addTask', 'recordSupervision', 'recordMeeting']);

/** Nearly every step asks for the tasks: conditions are computed from them, and suspending, cancelling and closing reach them. */
function needs(command: CampaignCommand): Needs {
  if (command.type === 'recompute' || command.type === 'noteVisits' || command.type === 'countIndicator' || command.type === 'noteBulletin') return {};
  if (command.type === 'launch') return launchNeeds(command);
  if (command.type === 'nameLiaisonOfficer') return { org: true };
  const evidence = 'evidence' in command ? command.evidence : command.type === 'addTask' ? command.task.origin?.evidence : undefined;
  const attached: Needs = command.type === 'setLadders' ? { attached: ['indicator'] } : reaches(command) ? { attached: attachedTypes } : {};
  return { children: looksAtNoTask.has(command.type) ? 'shown' : true, ...attached, ...(evidence ? { attachments: evidence } : {}) };
}

function participants(state: CampaignState): readonly Participant[] {
  if (state.version === 0) return [];
  const groupLeads = new Set(state.sections.flatMap((section) => (section.leadUnitId === undefined ? [] : [section.leadUnitId])));
  const groupMembers = new Set(state.sections.flatMap((section) => section.memberUnitIds ?? []));
  return [
    { unitId: state.officeUnitId, as: 'office' },
    { unitId: state.groupUnitId, as: 'leadingGroup' },
    ...state.memberUnitIds.map((unitId): Participant => ({ unitId, as: 'member' })),
    ...[...groupLeads].map((unitId): Participant => ({ unitId, as: 'groupLead' })),
    ...[...groupMembers].map((unitId): Participant => ({ unitId, as: 'groupMember' })),
  ];
}

/** What is missing keeps a phase from closing; closing itself names it. */
const openSteps: typeof rules = {
  ...rules,
  closePhase: (state, world) => {
    const count = missingConditions(state, world).length;
    return mustRun(state) ?? (count > 0 ? refuse('campaign.condition_missing', { count }) : undefined);
  },
};

/** A campaign: commitment, intervention, evaluation; each phase closes when its conditions hold; closed with a result. */
export const campaign: Definition<CampaignState, CampaignCommand, CampaignFact> = {
  type: 'campaign',
  stages: campaignStages,
  initial,
  evolve,
  decide: decideBy(steps, rules, ['launch']),
  needs,
  allowed: allowedBy('campaign', openSteps, participants),
  participants,
  number: (state) => state.documentNumber,
  settled: (state) => state.stage === 'settled',
  closed: (state) => state.stage === 'closed',
  sealed: {},
};
