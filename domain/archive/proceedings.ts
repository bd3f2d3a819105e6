import type { BulletinState } from '../bulletin/state.ts';
import { endOfDay } from '../calendar/beijing.ts';
import type { IndicatorState } from '../indicator/state.ts';
import type { MeetingState } from '../meeting/state.ts';
import type { Instant } from '../process/time.ts';
import type { SupervisionState } from '../supervision/state.ts';
import type { SurveyState } from '../survey/state.ts';
import { type ArchivePiece, type ArchiveRecords, short } from './piece.ts';
import { signedPieces } from './sealed.ts';

/** What happened at a moment, with where it belongs within its phase. */
interface Proceeding extends Omit<ArchivePiece, 'phase'> {
  /** By it the phase is told. */
  readonly moment: Instant;
}

const attached = (of: Omit<Proceeding, 'source'>, evidence: readonly string[]): readonly Proceeding[] =>
  evidence.map((attachmentId): Proceeding => ({ ...of, source: { attachmentId } }));

/** The minutes in force with what was laid before the meeting. */
function ofMeeting({ id, number, title, minutes, heldOn, officeUnitId }: MeetingState): readonly Proceeding[] {
  if (!minutes) return [];
  const of = {
    folders: ['会议', `${number} ${short(title)}`],
    processId: id,
    moment: heldOn === undefined ? minutes.at : endOfDay(heldOn),
    unitId: officeUnitId,
    at: minutes.at,
    documentNumber: number,
  };
  return [{ ...of, source: { document: { kind: 'minutes', meetingId: id } } }, ...attached(of, minutes.evidence)];
}

/** The list of findings, what proves them, and what visited units said against them. */
function ofSupervision({ id, number, title, visit, findings, officeUnitId }: SupervisionState): readonly Proceeding[] {
  if (!visit) return [];
  const of = { folders: ['督导', `${number} ${short(title)}`], processId: id, moment: endOfDay(visit.on), unitId: officeUnitId, at: visit.at, documentNumber: number };
  return [
    ...(findings.length === 0 ? [] : [{ ...of, source: { document: { kind: 'findings' as const, supervisionId: id } } }]),
    ...findings.flatMap(({ evidence, unitId, objection }) => [
      ...attached(of, evidence),
      ...(objection ? attached({ ...of, unitId, at: objection.at, remark: '异议材料' }, objection.evidence) : []),
    ]),
  ];
}

/** 通报 as signed, or the scans of the sealed paper. */
function ofBulletin({ id, title, stage, signing, signedAt, scans, officeUnitId }: BulletinState): readonly Proceeding[] {
  if (!signing || signedAt === undefined) return [];
  const of = {
    folders: ['通报', `${signing.number} ${short(title)}`],
    processId: id,
    unitId: officeUnitId,
    at: signedAt,
    documentNumber: signing.number,
    ...(stage === 'withdrawn' ? { remark: '已撤回' } : {}),
  };
  return signedPieces(of, scans, { kind: 'bulletin', bulletinId: id }).map((piece) => ({ ...piece, moment: signedAt }));
}

/** The results of a survey that was completed. */
const ofSurvey = ({ id, number, name, completedAt, leadUnitId }: SurveyState): readonly Proceeding[] =>
  completedAt === undefined
    ? []
    : [
        {
          folders: ['调查', `${number} ${short(name)}`],
          processId: id,
          moment: completedAt,
          unitId: leadUnitId,
          at: completedAt,
          documentNumber: number,
          source: { document: { kind: 'survey', surveyId: id } },
        },
      ];

/** What proves an indicator's baselines and values. */
const ofIndicator = ({ id, number, name, ownerUnitId, baselines, values }: IndicatorState): readonly Proceeding[] =>
  [
    ...baselines.map((baseline) => ({ ...baseline, unitId: ownerUnitId })),
    ...values.flatMap(({ versions, unitId = ownerUnitId }) => versions.map((value) => ({ ...value, unitId }))),
  ].flatMap(({ at, evidence, unitId }) => attached({ folders: ['指标', `${number} ${short(name)}`], processId: id, moment: at, unitId, at }, evidence));

/** What was met, visited, published, surveyed and measured in the campaign, kind by kind, each with the moment that tells its phase. */
export function proceedingsOf({ campaign, meetings, supervisions, bulletins, surveys, indicators }: ArchiveRecords): readonly Proceeding[] {
  const { officeUnitId } = campaign;
  const noted = (kind: string, records: readonly { readonly heldOn: string; readonly evidence: readonly string[] }[]): readonly Proceeding[] =>
    records.flatMap(({ heldOn, evidence }) => attached({ folders: [kind, heldOn], moment: endOfDay(heldOn), unitId: officeUnitId, at: endOfDay(heldOn) }, evidence));
  return [
    ...noted('会议', campaign.meetings),
    ...meetings.flatMap(ofMeeting),
    ...noted('督导', campaign.supervisions),
    ...supervisions.flatMap(ofSupervision),
    ...bulletins.flatMap(ofBulletin),
    ...surveys.flatMap(ofSurvey),
    ...indicators.flatMap(ofIndicator),
  ];
}
