import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { onlyActor } from '../http/acting.ts';
import { single } from '../http/input.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { digestOf, once } from '../http/once.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { kindOf } from './kind.ts';
import { dispositionOf, nameOf } from './name.ts';
import { presentAttachment } from './presenter.ts';
import { Attachment, UploadQuery } from './schema.ts';
import type { AttachmentStorage } from './storage.ts';
import { checkQuota, insertAttachment, lockQuota, visibleAttachment } from './store.ts';

/** What attachments need. */
export interface AttachmentDeps {
  readonly ledger: LedgerDoor;
  readonly storage: AttachmentStorage;
  /** Largest file in bytes; default 20 MB. */
  readonly sizeLimit?: number;
  /** Bytes that the files of a unit may take together; default 2 GB. */
  readonly unitQuota?: number;
  /** Longest time an upload may take in milliseconds; default two minutes, 20 MB at 1.4 Mbit/s. */
  readonly uploadLimitMs?: number;
}

/** Files uploaded as raw bodies and named by commands as evidence. */
export function attachmentRoutes({ ledger, storage, sizeLimit = 20_000_000, unitQuota = 2_000_000_000, uploadLimitMs = 120_000 }: AttachmentDeps): readonly Route[] {
  return [
    route(
      {
        method: 'put',
        path: '/api/v1/attachments',
        summary: '上传附件 Upload a file as the raw body',
        description: `The kind is told by content: pdf, jpeg, png, webp, heic, docx, xlsx, txt, mp4. At most ${sizeLimit} bytes. The name comes from \`?name=\` or Content-Disposition.`,
        tags: ['attachments'],
        query: UploadQuery,
        stream: true,
        response: Attachment,
        status: 201,
        location: '/api/v1/attachments/{id}',
        // A little above the upload's own limit, which answers with the truer reason.
        timeLimitMs: uploadLimitMs + 10_000,
        problems: [
          'attachment.too_large',
          'attachment.quota_exceeded',
          'attachment.type_refused',
          'attachment.name_invalid',
          'attachment.empty',
          'request.body_interrupted',
          'request.timeout',
          'service.storage_full',
          'actor.post_missing',
          'actor.post_ambiguous',
          'command.key_reused',
        ],
      },
      async ({ asker, moment, query, request, mediaType, idempotencyKey }) => {
        const { unitId } = onlyActor(asker, moment);
        if (unitId === undefined) throw new HttpProblem('actor.post_missing');
        const name = nameOf(request, query.name);
        if (single(request, 'Content-Encoding') !== undefined) throw new HttpProblem('request.media_type', { params: { accepted: 'Content-Encoding: identity' } });
        const announced = Number(request.headers['content-length'] ?? 0);
        if (announced > sizeLimit) throw new HttpProblem('attachment.too_large', { params: { limit: sizeLimit } });
        await checkQuota(ledger.pool, unitId, announced, unitQuota);
        const received = await storage.receive(request, sizeLimit, AbortSignal.timeout(uploadLimitMs)).catch((error: unknown) => {
          if (!request.complete && isBroken(error)) throw new HttpProblem('request.body_interrupted', {}, { cause: error });
          throw error;
        });
        try {
          if (received.size === 0) throw new HttpProblem('attachment.empty');
          const kind = await kindOf(received.path, name, mediaType, received.sha256);
          const kept = await ledger.transact(async (client) => {
            const work = async () => {
              await lockQuota(client, unitId);
              await checkQuota(client, unitId, received.size, unitQuota);
              const row = await insertAttachment(client, {
                id: randomUUID(),
                sha256: received.sha256,
                size: received.size,
                media_type: kind.mediaType,
                name: kind.name,
                unit_id: unitId,
                uploaded_by: asker.personId,
              });
              // Before the commit: a row never names a file that is not there. What a failed commit leaves, setOrphansAside takes out of the way.
              await received.keep();
              return { status: 201, body: presentAttachment(row) };
            };
            const key =
              idempotencyKey === undefined ? undefined : { personId: asker.personId, key: idempotencyKey, digest: digestOf(request.method, request.originalUrl, received.sha256) };
            return key ? (await once(client, key, work)).answer : await work();
          });
          return { body: Attachment.parse(kept.body) };
        } finally {
          await received.discard();
        }
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/attachments/{id}',
        summary: '附件说明 A file’s description',
        tags: ['attachments'],
        params: idParams,
        response: Attachment,
        problems: ['attachment.not_found'],
      },
      async ({ asker, moment, params }) => ({ body: presentAttachment(await visibleAttachment(ledger, asker, moment, params.id)) }),
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/attachments/{id}/content',
        summary: '下载附件 A file’s bytes, as they were uploaded',
        tags: ['attachments'],
        params: z.strictObject(idParams.shape),
        produces: 'application/octet-stream',
        problems: ['attachment.not_found', 'attachment.content_missing'],
      },
      async ({ asker, moment, params }) => {
        const row = await visibleAttachment(ledger, asker, moment, params.id);
        const content = await storage.read(row.sha256);
        if (!content) throw new HttpProblem('attachment.content_missing');
        return {
          body: undefined,
          content,
          headers: {
            'Content-Type': row.media_type,
            'Content-Length': String(row.size),
            'Content-Disposition': dispositionOf(row.name),
            'Cache-Control': 'private, no-store',
            'Repr-Digest': `sha-256=:${Buffer.from(row.sha256, 'hex').toString('base64')}:`,
          },
        };
      },
    ),
  ];
}

const isBroken = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE');
