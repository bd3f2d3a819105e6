import { beijingDateOf } from '../../calendar/beijing.ts';
import { periodsRefused } from '../../chase/periods.ts';
import { accept, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { Open } from '../commands.ts';
import type { CaseOpened } from '../facts.ts';
import { limitFromNow } from '../ladders.ts';
import { caseReopenedNotice } from '../notices.ts';
import { mustActForOwnBody, mustBeAt, mustBeEnforcementBody, mustBeSource, mustBeUsableLadder, mustKnowParty, mustKnowTask, mustNotExist, mustOwnEvidence } from '../rules.ts';
import { type CaseSource, type ChaseChoice, caseStages, episodeOf } from '../state.ts';
import type { Steps } from './step.ts';

/** Series of a body's case numbers; gap-free per year. */
const seriesOf = (bodyUnitId: string): string => `case:${bodyUnitId}`;

/** A case number such as 云山市监案〔2026〕12号, unique in its body alone: bodies of two districts may bear the same short name. */
function caseNumber(bodyUnitId: string, year: number, n: number, world: World): string {
  const unit = world.org.unit(bodyUnitId);
  return `${unit?.shortName ?? unit?.name ?? ''}案〔${year}〕${n}号`;
}

function chaseOf(command: Open): ChaseChoice {
  return { ...(command.ladder ? { ladder: command.ladder } : {}), ...(command.limits ? { limits: command.limits } : {}) };
}

function mustBeUsableChase({ ladder, limits }: ChaseChoice, world: World): Refusal | undefined {
  return periodsRefused(Object.values(limits ?? {}), world) ?? (ladder && mustBeUsableLadder(ladder, world));
}

/** Opening a case, opening it again after a relapse, and putting its particulars right. */
export const opening: Steps<'open' | 'reopen' | 'correctField'> = {
  open: {
    may: (state) => mustNotExist(state),
    take: (_state, command, world) => {
      const bodyUnitId = command.bodyUnitId ?? world.actor.unitId;
      const joint = [...new Set(command.jointBodies ?? [])].filter((unitId) => unitId !== bodyUnitId);
      const chase = chaseOf(command);
      const refused =
        mustBeEnforcementBody(bodyUnitId, world) ??
        mustActForOwnBody(bodyUnitId ?? '', world) ??
        joint.map((unitId) => mustBeEnforcementBody(unitId, world)).find((verdict) => verdict !== undefined) ??
        mustKnowParty(command.partyId, world) ??
        mustKnowTask(command.taskId, bodyUnitId ?? '', world) ??
        mustBeUsableChase(chase, world) ??
        mustOwnEvidence({ bodyUnitId: bodyUnitId ?? '', jointBodies: joint }, command.evidence ?? [], world);
      if (refused || bodyUnitId === undefined) return refused ?? refuse('case.body_not_enforcement', { unit: '' });
      const year = Number(beijingDateOf(world.now).slice(0, 4));
      const opened = (n: number): readonly CaseOpened[] => [
        {
          type: 'caseOpened',
          number: caseNumber(bodyUnitId, year, n, world),
          title: command.title,
          partyId: command.partyId,
          source: command.source,
          bodyUnitId,
          jointBodies: joint,
          ...(command.taskId === undefined ? {} : { taskId: command.taskId }),
          ...(command.complainant === undefined ? {} : { complainant: command.complainant }),
          ...(command.note === undefined ? {} : { note: command.note }),
          ...(command.evidence?.length ? { evidence: command.evidence } : {}),
          ...(Object.keys(chase).length === 0 ? {} : { chase }),
          sets: [limitFromNow('inspect', chase, world)],
        },
      ];
      return accept([], { numbered: { series: { name: seriesOf(bodyUnitId), year }, facts: opened } });
    },
  },
  reopen: {
    may: (state) => mustBeAt(state, 'closed'),
    take: (state, command, world) =>
      accept([{ type: 'caseReopened', episode: episodeOf(state) + 1, reason: command.reason, sets: [limitFromNow('inspect', state.chase, world)] }], {
        notices: [caseReopenedNotice(state, world)],
      }),
  },
  correctField: {
    may: (state) => mustBeAt(state, ...caseStages.filter((stage) => stage !== 'closed')),
    take: (state, { field, value, reason }) => {
      const before = state[field] ?? '';
      if (before === value) return refuse('case.field_unchanged');
      if (field !== 'source') return accept([{ type: 'fieldCorrected', field, before, after: value, reason }]);
      return mustBeSource(value) ?? accept([{ type: 'sourceCorrected', before: state.source, after: value as CaseSource, reason }]);
    },
  },
};
