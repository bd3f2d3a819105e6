import { accept, type Refusal } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { Instant } from '../../process/time.ts';
import type { RecordFollowUp, RecordInspection } from '../commands.ts';
import type { Exhibit } from '../facts.ts';
import { limitFromNow } from '../ladders.ts';
import {
  actorsCertificateMustBeValid,
  cannotAvoidFiling,
  mustBeAt,
  mustBePlausibleVisit,
  mustBeTwoInspectors,
  mustHaveOpenOrderWhenFiled,
  mustHaveValidCertificate,
  mustHoldInspectorPost,
  mustOwnEvidence,
} from '../rules.ts';
import { type CaseState, decideKinds, episodeOf, type Finding, overtakenRequests, pendingExtension } from '../state.ts';
import type { Steps } from './step.ts';

type Visit = RecordInspection | RecordFollowUp;

/** Every attachment that a visit names. */
export const evidenceOf = (visit: Visit): readonly string[] => [...new Set([...(visit.evidence ?? []), ...visit.findings.flatMap((finding) => finding.evidence ?? [])])];

/** Two different inspectors of a body that acts here, both with a certificate valid on the day of the visit. */
function mustBeLawfulVisit(state: CaseState, visit: Visit, notBefore: Instant, world: World): Refusal | undefined {
  const at = visit.inspectedAt ?? world.now;
  return (
    mustBeTwoInspectors(visit.officers) ??
    mustBePlausibleVisit(visit.inspectedAt, notBefore, world) ??
    mustHoldInspectorPost(state, visit.officers, at, world) ??
    mustHaveValidCertificate(visit.officers, at, world) ??
    mustOwnEvidence(state, evidenceOf(visit), world)
  );
}

/** The visit as its fact keeps it: the findings' texts apart from the attachments that belong to them. */
function content(visit: Visit, world: World) {
  const findings: readonly Finding[] = visit.findings.map(({ note }) => ({ note }));
  const exhibits: readonly Exhibit[] = visit.findings.flatMap(({ evidence }, finding) => (evidence?.length ? [{ finding, evidence }] : []));
  return {
    officers: [visit.officers[0] ?? '', visit.officers[1] ?? ''] as const,
    findings,
    ...(exhibits.length > 0 ? { exhibits } : {}),
    evidence: visit.evidence ?? [],
    inspectedAt: visit.inspectedAt ?? world.now,
  };
}

/** Inspections and follow-ups. */
export const visiting: Steps<'recordInspection' | 'recordFollowUp'> = {
  recordInspection: {
    may: (state, world) => mustBeAt(state, 'opened') ?? actorsCertificateMustBeValid(world),
    take: (state, command, world) => {
      const refused = mustBeLawfulVisit(state, command, firstPossible(state), world);
      if (refused) return refused;
      return accept([
        {
          type: 'inspectionRecorded',
          ...content(command, world),
          result: command.result,
          clears: command.result === 'clean' ? ['inspect', decideKinds.close] : ['inspect'],
          ...(command.result === 'violation' ? { sets: [limitFromNow('measure', state.chase, world)] } : {}),
        },
      ]);
    },
  },
  recordFollowUp: {
    may: (state, world) => mustBeAt(state, 'ordered', 'corrected', 'filed') ?? mustHaveOpenOrderWhenFiled(state) ?? cannotAvoidFiling(state) ?? actorsCertificateMustBeValid(world),
    take: (state, command, world) => {
      const lastMeasure = state.measures.findLast((measure) => measure.episode === episodeOf(state) && measure.outcome === undefined);
      const refused = mustBeLawfulVisit(state, command, lastMeasure?.issuedAt ?? 0, world);
      if (refused) return refused;
      return accept([
        {
          type: 'followUpRecorded',
          ...content(command, world),
          result: command.result,
          lapses: overtakenRequests(state),
          clears: judged(state, command.result),
          ...(command.result !== 'rectified' && state.stage !== 'filed' ? { sets: [limitFromNow('measure', state.chase, world)] } : {}),
        },
      ]);
    },
  },
};

/** The visit judges every measure at once. What it does not touch runs on: a filed case's own clock with a request to extend it, and a request to close while the case goes on. */
function judged(state: CaseState, result: RecordFollowUp['result']): readonly string[] {
  const goesOn = state.stage === 'filed' || result !== 'rectified';
  const untouched: readonly string[] = ['conclude', ...(pendingExtension(state)?.of === 'filing' ? [decideKinds.extension] : []), ...(goesOn ? [decideKinds.close] : [])];
  return state.deadlines.map((deadline) => deadline.kind).filter((kind) => !untouched.includes(kind));
}

/** The first episode may follow from a visit made before the case was opened; a later one begins with its reopening. */
const firstPossible = (state: CaseState): Instant => (episodeOf(state) > 1 ? (state.episodes.at(-1)?.openedAt ?? 0) : 0);
