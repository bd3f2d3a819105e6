import { z } from 'zod';
import { mayTakeOut } from '../../domain/archive/right.ts';
import type { VolumeEntry } from '../../domain/archive/volume.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Org } from '../../domain/org/org.ts';
import { phaseKinds } from '../../domain/task/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { AttachmentStorage } from '../attachments/storage.ts';
import { fileAnswer } from '../documents/answer.ts';
import { exportRoutes } from '../export/routes.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, encodeCursor, limitOf, pageQuery } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { reference } from '../http/reference.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { catalogueLayout, responsibleName, unread } from './catalogue.ts';
import { readArchive } from './read.ts';
import { writeVolume } from './volume.ts';

/** A volume is one paper file's worth: beyond this it is taken phase by phase. */
const mostBytes = 2_000_000_000;
const mostEntries = 5_000;

const phase = z.enum(phaseKinds).optional().meta({ description: 'Only what belongs to this phase' });
const entryCursor = z.tuple([z.int().min(0).max(1_000_000)]);

const ArchiveEntry = z
  .strictObject({
    number: z.int().meta({ description: '件号 in the volume' }),
    phase: z.enum(phaseKinds).nullable(),
    task: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
    item: z.string().nullable().meta({ description: 'Item of the standard that it proves' }),
    title: z.string(),
    documentNumber: z.string().nullable(),
    responsible: reference,
    on: z.string().nullable(),
    attachmentId: z.string().nullable().meta({ description: 'Null for a document that the records make' }),
    sha256: z.string().nullable(),
    size: z.int().nullable(),
    path: z.string().meta({ description: 'Where it lies in the volume' }),
    sameAs: z.int().nullable().meta({ description: 'The same file lies there already, under this number' }),
  })
  .meta({ id: 'ArchiveEntry' });

const ArchiveView = z
  .strictObject({
    entries: z.int().meta({ description: 'All of them, over all pages' }),
    bytes: z.int().meta({ description: 'Of all files, each counted once' }),
    items: z.array(ArchiveEntry),
    next: z.string().nullable(),
  })
  .meta({ id: 'Archive' });

const presentEntry = ({ number, piece, title, on, size, sha256, path, sameAs }: VolumeEntry, org: Org) => ({
  number,
  phase: piece.phase ?? null,
  task: piece.task ? { ...piece.task } : null,
  item: piece.item ?? null,
  title,
  documentNumber: piece.documentNumber ?? null,
  responsible: { id: piece.unitId, name: responsibleName(piece, org) ?? null },
  on: on ?? null,
  attachmentId: 'attachmentId' in piece.source ? piece.source.attachmentId : null,
  sha256: sha256 ?? null,
  size: size ?? null,
  path,
  sameAs: sameAs ?? null,
});

/** The archive of a campaign: for its office and the leading group alone, since it holds every unit's evidence. */
export function archiveRoutes({ ledger, storage }: { readonly ledger: LedgerDoor; readonly storage: AttachmentStorage }): readonly Route[] {
  /** The campaign, for whoever has its volume; 403 for others who see it. */
  const steered = async (asker: Asker, moment: Moment, id: string): Promise<CampaignState> => {
    const { state, actors } = await readProcess<CampaignState>(ledger, asker, moment, 'campaign', id);
    if (!mayTakeOut(actors, state, moment.org)) throw new HttpProblem('policy.forbidden', { params: { command: 'archive' } });
    return state;
  };
  return [
    route(
      {
        method: 'get',
        path: '/api/v1/campaigns/{id}/archive',
        summary: '档案目录 The index of a campaign’s archive, by phase, task and item of the standard',
        tags: ['campaigns'],
        params: idParams,
        query: z.strictObject({ ...pageQuery, phase }),
        response: ArchiveView,
        problems: ['process.not_found', 'policy.forbidden'],
      },
      async ({ asker, params, query, moment }) => {
        const { entries, bytes } = await readArchive(ledger.pool, await steered(asker, moment, params.id), query.phase);
        const [from] = decodeCursor(query.cursor, entryCursor) ?? [0];
        const until = from + limitOf(query);
        return {
          body: {
            entries: entries.length,
            bytes,
            items: entries.slice(from, until).map((entry) => presentEntry(entry, moment.org)),
            next: until < entries.length ? encodeCursor([until]) : null,
          },
        };
      },
    ),
    ...exportRoutes(
      {
        path: '/api/v1/campaigns/{id}/archive',
        summary: { zh: '卷内目录', en: 'The index of a campaign’s archive' },
        tag: 'campaigns',
        params: idParams,
        query: z.strictObject({ phase }),
        problems: ['process.not_found', 'policy.forbidden'],
      },
      catalogueLayout(unread),
      async (query, { asker, params, moment }) => ({ items: (await readArchive(ledger.pool, await steered(asker, moment, params.id), query.phase)).entries, next: null }),
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/campaigns/{id}/archive.zip',
        summary: '档案下载 The archive as one volume: numbered folders, files by their original bytes, bound with a page index',
        description:
          'At most 5,000 pieces and 2 GB; a larger archive is taken phase by phase. 档案卷.docx in it holds cover, index and the documents that the records make; its page numbers are put in by whoever opens it.',
        tags: ['campaigns'],
        params: idParams,
        query: z.strictObject({ phase }),
        produces: 'application/zip',
        problems: ['process.not_found', 'policy.forbidden', 'archive.too_large'],
      },
      async ({ asker, params, query, moment }) => {
        const archive = await readArchive(ledger.pool, await steered(asker, moment, params.id), query.phase);
        if (archive.bytes > mostBytes || archive.entries.length > mostEntries)
          throw new HttpProblem('archive.too_large', { params: { entries: archive.entries.length, most: mostEntries } });
        return fileAnswer(await writeVolume(archive, { storage, pool: ledger.pool, moment }), `${archive.records.campaign.title}档案.zip`);
      },
    ),
  ];
}
