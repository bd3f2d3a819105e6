import { bulletin } from '../../domain/bulletin/definition.ts';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import { mayCommand } from '../../domain/policy/policy.ts';
import type { UsedTemplate } from '../../domain/register/template.ts';
import { task } from '../../domain/task/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { urgingLetter } from '../../domain/task/urging-letter.ts';
import { nothingLooked, worldOf } from '../../ledger/world.ts';
import type { AttachmentStorage } from '../attachments/storage.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { presentScan } from '../tasks/presenter.ts';
import { ScanView, UrgingNoticeQuery } from '../tasks/schema.ts';
import { docxAnswer, docxType } from './answer.ts';
import { bulletinDocument } from './bulletin.ts';
import { minutesDocument } from './minutes.ts';
import type { OfficialDocument } from './official.ts';
import { signerOf } from './signer.ts';
import { renderDocument, templateNow } from './template.ts';
import { urgingNotice } from './urging-notice.ts';

/** What documents are written from: the records, and the files of templates. */
export interface DocumentDeps {
  readonly ledger: LedgerDoor;
  readonly storage: AttachmentStorage;
}

const wants =
  (version: 'draft' | 'signed' | 'sealed' | undefined) =>
  (one: 'draft' | 'signed' | 'sealed'): boolean =>
    version === undefined || version === one;

/** Documents that the records make. A signed one is written for ever with the template in force at its signing; a draft with the one in force now; without one in our own layout. */
export const documentRoutes = ({ ledger, storage }: DocumentDeps): readonly Route[] => {
  const answer = async (document: OfficialDocument, used: UsedTemplate | undefined, suffix: string) => docxAnswer(await renderDocument(document, used, storage), document, suffix);
  return [
    route(
      {
        method: 'get',
        path: '/api/v1/tasks/{id}/urging-notice',
        summary: '督办通知书 The formal urging notice: the scan of the sealed paper, the signed one as a .docx, or for the office the draft',
        description: 'Of a sealed notice the answer is JSON, the scan’s attachment and SHA-256 (SealedScan); its content is that of the attachment.',
        tags: ['tasks'],
        params: idParams,
        query: UrgingNoticeQuery,
        response: ScanView,
        produces: docxType,
        problems: ['process.not_found', 'document.absent', 'attachment.content_missing'],
      },
      async ({ asker, params, query, moment }) => {
        const { state, actors } = await readProcess<TaskState>(ledger, asker, moment, 'task', params.id);
        const { urgingNotice: notice } = state;
        const wanted = wants(query.version);
        const scan = notice?.scans?.at(-1);
        if (scan && wanted('sealed')) return { body: presentScan(scan, moment.org) };
        if (notice?.state === 'signed' && notice.letter && wanted('signed'))
          return answer(
            urgingNotice(notice.letter, { number: notice.number, signer: await signerOf(ledger.pool, notice.signedBy, notice.decidedAt) }),
            notice.template,
            notice.number ?? '',
          );
        const world = worldOf(moment, moment.now, moment.now, actors[0], nothingLooked);
        // A draft is the office's own paper until it is signed.
        const isOffice = actors.some((actor) => mayCommand(actor, 'task', 'signUrgingNotice', task.participants(state), moment.org) === true);
        if (notice?.state !== 'drafted' || !isOffice || !wanted('draft')) throw new HttpProblem('document.absent');
        return answer(urgingNotice(urgingLetter(state, world), {}), await templateNow(ledger.pool, state.officeUnitId, 'urgingNotice'), '草稿');
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/bulletins/{id}/document',
        summary: '通报文稿 The bulletin as a document: the scan of the sealed paper, the signed one as a .docx, or for the office the draft',
        description: 'Of a sealed bulletin the answer is JSON, the scan’s attachment and SHA-256 (SealedScan); its content is that of the attachment.',
        tags: ['bulletins'],
        params: idParams,
        query: UrgingNoticeQuery,
        response: ScanView,
        produces: docxType,
        problems: ['process.not_found', 'document.absent', 'attachment.content_missing'],
      },
      async ({ asker, params, query, moment }) => {
        const { state, actors } = await readProcess<BulletinState>(ledger, asker, moment, 'bulletin', params.id);
        const wanted = wants(query.version);
        const scan = state.scans.at(-1);
        if (scan && wanted('sealed')) return { body: presentScan(scan, moment.org) };
        const office = moment.org.unit(state.officeUnitId)?.name ?? '';
        const { signing } = state;
        if (signing && wanted('signed'))
          return answer(bulletinDocument(state, { office, signer: await signerOf(ledger.pool, state.signedBy, state.signedAt) }), signing.template, signing.number);
        // A draft is the office's own paper until it is signed.
        const isOffice = actors.some((actor) => mayCommand(actor, 'bulletin', 'sign', bulletin.participants(state), moment.org) === true);
        if (signing || !isOffice || !wanted('draft')) throw new HttpProblem('document.absent');
        return answer(bulletinDocument(state, { office }), await templateNow(ledger.pool, state.officeUnitId, 'bulletin'), '草稿');
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/meetings/{id}/minutes',
        summary: '会议纪要 The minutes in force as a .docx',
        tags: ['meetings'],
        params: idParams,
        produces: docxType,
        problems: ['process.not_found', 'document.absent', 'attachment.content_missing'],
      },
      async ({ asker, params, moment }) => {
        const { state } = await readProcess<MeetingState>(ledger, asker, moment, 'meeting', params.id);
        const document = minutesDocument(state, moment.org);
        if (!document) throw new HttpProblem('document.absent');
        return answer(document, state.template, state.number);
      },
    ),
  ];
};
