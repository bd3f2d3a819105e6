import type { ArchivedDocument, ArchiveRecords } from '../../domain/archive/piece.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { publishedTable, tableVersion } from '../../domain/evaluation/table.ts';
import type { Org } from '../../domain/org/org.ts';
import type { UsedTemplate } from '../../domain/register/template.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { statesAt } from '../../ledger/as-of.ts';
import type { Moment } from '../../ledger/world.ts';
import type { AttachmentStorage } from '../attachments/storage.ts';
import { planSheets } from '../campaigns/plan-version.ts';
import { summarySheets } from '../consultations/export.ts';
import { bulletinDocument } from '../documents/bulletin.ts';
import { minutesDocument } from '../documents/minutes.ts';
import type { OfficialDocument } from '../documents/official.ts';
import { signerOf } from '../documents/signer.ts';
import { renderDocument } from '../documents/template.ts';
import { urgingNotice } from '../documents/urging-notice.ts';
import { scoreSheets } from '../evaluations/export.ts';
import { type Sheet, writeSheets } from '../export/sheets.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { indicatorSheet } from '../indicators/export.ts';
import { findingSheet } from '../supervisions/export.ts';
import { surveySheets } from '../surveys/export.ts';
import { overviewSheet } from './overview.ts';
import type { Archive } from './read.ts';

/** A document that the records make: tables, printed without what paper has no room for; or an official one, with the template it was signed with. */
export type MadeDocument =
  | { readonly sheets: readonly Sheet[]; readonly printed?: readonly Sheet[] }
  | { readonly official: OfficialDocument; readonly used: UsedTemplate | undefined };

/** The plan as a version left it: the campaign and its tasks folded from the facts of that moment. */
async function planOf({ campaign, tasks }: ArchiveRecords, at: number, pool: LedgerDoor['pool'], org: Org): Promise<readonly Sheet[] | undefined> {
  const [then] = await statesAt<CampaignState>(pool, 'campaign', [campaign.id], at);
  const ids = tasks.map(({ id }) => id);
  return then && planSheets(then, await statesAt<TaskState>(pool, 'task', ids, at), at, org);
}

/** What the documents of a volume are written from, besides the records. */
export interface Sources {
  readonly storage: AttachmentStorage;
  readonly pool: LedgerDoor['pool'];
  readonly moment: Moment;
}

const tabled = (sheets: readonly Sheet[] | undefined): MadeDocument | undefined => sheets && { sheets };
const official = (made: OfficialDocument | undefined, used: UsedTemplate | undefined): MadeDocument | undefined => made && { official: made, used };

/** A document that the records make, with the names of its day; undefined where there is nothing to make it of. */
export async function documentOf(
  { records, entries }: Pick<Archive, 'records' | 'entries'>,
  document: ArchivedDocument,
  { pool, moment }: Pick<Sources, 'pool' | 'moment'>,
): Promise<MadeDocument | undefined> {
  const { org } = moment;
  const context = { ...moment, language: 'zh' } as const;
  switch (document.kind) {
    case 'plan':
      return tabled(await planOf(records, document.at, pool, org));
    case 'consultation': {
      const round = records.consultations.find(({ id }) => id === document.consultationId);
      return tabled(round && summarySheets(round, context));
    }
    case 'urgingNotice': {
      const notice = records.tasks.find(({ id }) => id === document.taskId)?.urgingNotice;
      return official(notice?.letter && urgingNotice(notice.letter, { number: notice.number, signer: await signerOf(pool, notice.signedBy, notice.decidedAt) }), notice?.template);
    }
    case 'minutes': {
      const meeting = records.meetings.find(({ id }) => id === document.meetingId);
      return official(meeting && minutesDocument(meeting, org), meeting?.template);
    }
    case 'findings': {
      const supervision = records.supervisions.find(({ id }) => id === document.supervisionId);
      return tabled(supervision && [findingSheet(supervision, new Map(records.tasks.map((task) => [task.id, task])), context)]);
    }
    case 'bulletin': {
      const bulletin = records.bulletins.find(({ id }) => id === document.bulletinId);
      const signer = await signerOf(pool, bulletin?.signedBy, bulletin?.signedAt);
      return official(bulletin && bulletinDocument(bulletin, { office: bulletin.signing?.office ?? '', signer }), bulletin?.signing?.template);
    }
    case 'survey': {
      const survey = records.surveys.find(({ id }) => id === document.surveyId);
      return tabled(survey && surveySheets(survey, records.indicators, context));
    }
    case 'scores': {
      const evaluation = records.evaluations.find(({ id }) => id === document.evaluationId);
      return evaluation && scoreSheets(evaluation, { version: tableVersion(evaluation), table: publishedTable(evaluation), ranked: true }, org, 'zh');
    }
    case 'indicators':
      return tabled([indicatorSheet(records.indicators, context)]);
    case 'overview':
      return tabled([overviewSheet(records, entries, org)]);
  }
}

/** The document as a file of its own: tables as .xlsx, an official one as .docx. */
export const fileOf = (made: MadeDocument, storage: AttachmentStorage): Promise<Buffer> =>
  'sheets' in made ? writeSheets(made.sheets) : renderDocument(made.official, made.used, storage);
