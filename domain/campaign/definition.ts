import { recounted } from '../chase/recount.ts';
import { mayCommand } from '../policy/policy.ts';
import { accept, type Decision, type Refusal, refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, World } from '../process/definition.ts';
import { attachedTypes } from './below.ts';
import type { CampaignCommand, CampaignCommandOf, CampaignPersonCommand, CampaignPersonCommandType } from './commands.ts';
import { missingConditions } from './condition.ts';
import { noteBulletin, setBulletinRhythm } from './decide/bulletin.ts';
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
const rules: Readonly<Record<CampaignPersonCommandType, Rule>> = {
  confirmCondition: mustRun,
  withdrawConfirmation: mustRun,
  recordApproval: mustRun,
  setComposition: mustRun,
  setWorkingGroup: mustRun,
  askLiaisonOfficers: (state) => mustRun(state) ?? (state.stage === 'commitment' ? undefined : refuse('campaign.not_commitment')),
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
  correctField: mustRun,
  suspend: mustRun,
  resume: (state) => (state.stage === 'suspended' ? undefined : (mustRun(state) ?? refuse('campaign.not_suspended'))),
  cancel: (state) => (state.stage === 'suspended' ? undefined : mustRun(state)),
};

/** The steps people take, in the order in which a campaign meets them. */
const campaignSteps = Object.keys(rules) as readonly CampaignPersonCommandType[];
const isPersonCommand = (command: CampaignCommand): command is CampaignPersonCommand => command.type in rules;

function decidePerson(state: CampaignState, command: CampaignPersonCommand, world: World): Decision<CampaignFact> {
  const refused = rules[command.type](state);
  if (refused) return refused;
  switch (command.type) {
    case 'confirmCondition':
      return confirmCondition(state, command, world);
    case 'withdrawConfirmation':
      return withdrawConfirmation(state, command);
    case 'overrideCondition':
      return overrideCondition(state, command, world);
    case 'recordApproval':
      return recordApproval(state, command, world);
    case 'setComposition':
      return setComposition(state, command, world);
    case 'setWorkingGroup':
      return setWorkingGroup(state, command, world);
    case 'askLiaisonOfficers':
      return askLiaisonOfficers(state, command, world);
    case 'nameLiaisonOfficer':
      return nameLiaisonOfficer(state, command, world);
    case 'closePhase':
      return closePhase(state, world);
    case 'recordResult':
      return recordResult(state, command, world);
    case 'recordMeeting':
      return recordMeeting(state, command, world);
    case 'recordSupervision':
      return recordSupervision(state, command, world);
    case 'addTask':
      return addTask(state, command, world);
    case 'urge':
      return urge(state, command, world);
    case 'replan':
      return replan(state, command, world);
    case 'shiftDates':
      return shiftDates(state, command, world);
    case 'reassignTasks':
      return reassignTasks(state, command, world);
    case 'setBulletinRhythm':
      return setBulletinRhythm(state, command, world);
    case 'correctField':
      return correctField(state, command, world);
    case 'suspend':
      return suspend(state, command, world);
    case 'resume':
      return resume(state, command, world);
    case 'cancel':
      return cancel(state, command, world);
  }
}

function recompute(state: CampaignState, command: CampaignCommandOf<'recompute'>, world: World): Decision<CampaignFact> {
  const recounts = recounted(state.deadlines, command.former ?? [], world.calendar);
  return accept(recounts.length === 0 ? [] : [{ type: 'deadlinesRecomputed', calendarVersion: world.calendar.version, recounts }]);
}

function decide(state: CampaignState, command: CampaignCommand, world: World): Decision<CampaignFact> {
  if (command.type === 'launch') return launch(state, command, world);
  if (isPersonCommand(command)) return state.version === 0 ? refuse('process.not_found') : decidePerson(state, command, world);
  switch (command.type) {
    case 'endPhase':
    case 'strike':
      return onTime(state, world);
    case 'noteBulletin':
      return noteBulletin(state, world);
    case 'closeCampaign':
      return closeCampaign(state, world);
    case 'noteVisits':
      return accept([{ ...command, type: 'visitsNoted' }]);
    case 'countIndicator':
      return accept([{ type: 'indicatorAdded', indicatorId: command.indicatorId, number: command.number }]);
    case 'recompute':
      return recompute(state, command, world);
    default:
      return refuse('process.unknown_command', { command: (command as { readonly type: string }).type });
  }
}

const reachesAttached: ReadonlySet<CampaignCommand['type']> = new Set(['suspend', 'resume', 'cancel', 'closeCampaign']);
const reaches = (command: CampaignCommand): boolean =>
  reachesAttached.has(command.type) || command.type === 'setWorkingGroup' || (command.type === 'correctField' && command.field === 'memberUnitIds');

/** A launch from a plan holds the office against the beginning of a round of consulting units about it; launches do not wait for each other. */
const launchNeeds = ({ roundIds, officeUnitId, approval }: CampaignCommandOf<'launch'>): Needs => ({
  ...(roundIds ? { holds: { id: officeUnitId, lock: 'share' }, processes: roundIds } : {}),
  ...(approval ? { attachments: approval.evidence } : {}),
});

/** Nearly every step asks for the tasks: conditions are computed from them, and suspending, cancelling and closing reach them. */
function needs(command: CampaignCommand): Needs {
  if (command.type === 'recompute' || command.type === 'noteVisits' || command.type === 'countIndicator' || command.type === 'noteBulletin') return {};
  if (command.type === 'launch') return launchNeeds(command);
  if (command.type === 'nameLiaisonOfficer') return { org: true };
  const evidence = 'evidence' in command ? command.evidence : command.type === 'addTask' ? command.task.origin?.evidence : undefined;
  return { children: true, ...(reaches(command) ? { attached: attachedTypes } : {}), ...(evidence ? { attachments: evidence } : {}) };
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

function allowed(state: CampaignState, world: World): readonly AllowedStep[] {
  const taking = participants(state);
  return campaignSteps
    .filter((type) => mayCommand(world.actor, 'campaign', type, taking, world.org) === true)
    .map((type) => {
      const refused = rules[type](state);
      if (refused) return { type, ok: false, reason: refused.code };
      if (type === 'closePhase' && missingConditions(state, world).length > 0) return { type, ok: false, reason: 'campaign.condition_missing' };
      return { type, ok: true };
    });
}

/** A campaign: commitment, intervention, evaluation; each phase closes when its conditions hold; closed with a result. */
export const campaign: Definition<CampaignState, CampaignCommand, CampaignFact> = {
  type: 'campaign',
  stages: campaignStages,
  initial,
  evolve,
  decide,
  needs,
  allowed,
  participants,
  number: (state) => state.documentNumber,
  settled: (state) => state.stage === 'settled',
  closed: (state) => state.stage === 'closed',
  sealed: {},
};
