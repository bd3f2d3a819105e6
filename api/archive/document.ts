import type { ArchivedDocument, ArchiveRecords } from '../../domain/archive/piece.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { publishedTable, tableVersion } from '../../domain/evaluation/table.ts';
import type { Org } from '../../domain/org/org.ts';
import type { UsedTemplate } from '../../domain/register/template.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { statesAt } from '../../ledger/as-of.ts';
import type { Moment } from '../../ledger/world.ts';
import type { AttachmentStorage } from '../attachments/storage.ts';
import { planWorkbook } from '../campaigns/plan-version.ts';
import { summarySheets } from '../consultations/export.ts';
import { bulletinDocument } from '../documents/bulletin.ts';
import { minutesDocument } from '../documents/minutes.ts';
import type { OfficialDocument } from '../documents/official.ts';
import { signerOf } from '../documents/signer.ts';
import { renderDocument } from '../documents/template.ts';
import { urgingNotice } from '../documents/urging-notice.ts';
import { scoreSheets } from '../evaluations/export.ts';
import { writeSheets } from '../export/sheets.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { findingSheet } from '../supervisions/export.ts';
import { surveySheets } from '../surveys/export.ts';

/** The plan as a version left it: the campaign and its tasks folded from the facts of that moment. */
async function planOf({ campaign, tasks }: ArchiveRecords, at: number, pool: LedgerDoor['pool'], org: Org): Promise<Buffer | undefined> {
  const [then] = await statesAt<CampaignState>(pool, 'campaign', [campaign.id], at);
  const ids = tasks.map(({ id }) => id);
  return then && planWorkbook(then, await statesAt<TaskState>(pool, 'task', ids, at), at, org);
}

/** What the documents of a volume are written from, besides the records. */
export interface Sources {
  readonly storage: AttachmentStorage;
  readonly pool: LedgerDoor['pool'];
  readonly moment: Moment;
}

/** A document that the records make, with the names of its day; undefined where there is nothing to make it of. */
export async function documentOf(records: ArchiveRecords, document: ArchivedDocument, { storage, pool, moment }: Sources): Promise<Buffer | undefined> {
  const { org } = moment;
  const rendered = (made: OfficialDocument | undefined, used: UsedTemplate | undefined): Promise<Buffer> | undefined => made && renderDocument(made, used, storage);
  const context = { ...moment, language: 'zh' } as const;
  switch (document.kind) {
    case 'plan':
      return planOf(records, document.at, pool, org);
    case 'consultation': {
      const round = records.consultations.find(({ id }) => id === document.consultationId);
      return round && writeSheets(summarySheets(round, context));
    }
    case 'urgingNotice': {
      const notice = records.tasks.find(({ id }) => id === document.taskId)?.urgingNotice;
      return rendered(notice?.letter && urgingNotice(notice.letter, { number: notice.number, signer: await signerOf(pool, notice.signedBy, notice.decidedAt) }), notice?.template);
    }
    case 'minutes': {
      const meeting = records.meetings.find(({ id }) => id === document.meetingId);
      return rendered(meeting && minutesDocument(meeting, org), meeting?.template);
    }
    case 'findings': {
      const supervision = records.supervisions.find(({ id }) => id === document.supervisionId);
      return supervision && writeSheets([findingSheet(supervision, new Map(records.tasks.map((task) => [task.id, task])), context)]);
    }
    case 'bulletin': {
      const bulletin = records.bulletins.find(({ id }) => id === document.bulletinId);
      const signer = await signerOf(pool, bulletin?.signedBy, bulletin?.signedAt);
      return rendered(bulletin && bulletinDocument(bulletin, { office: bulletin.signing?.office ?? '', signer }), bulletin?.signing?.template);
    }
    case 'survey': {
      const survey = records.surveys.find(({ id }) => id === document.surveyId);
      return survey && writeSheets(surveySheets(survey, records.indicators, context));
    }
    case 'scores': {
      const evaluation = records.evaluations.find(({ id }) => id === document.evaluationId);
      return evaluation && writeSheets(scoreSheets(evaluation, { version: tableVersion(evaluation), table: publishedTable(evaluation), ranked: true }, org, 'zh').sheets);
    }
  }
}
