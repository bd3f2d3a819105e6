import { z } from 'zod';
import { bulletinKinds, bulletinStages } from '../../domain/bulletin/state.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line } from '../register/record.ts';
import { DeadlineView, reason, ScanView, text, time } from '../tasks/schema.ts';

const kind = z.enum(bulletinKinds).meta({ description: '进展通报、通报批评、通报表扬' });
const section = z.strictObject({ heading: line(100), paragraphs: z.array(text('A paragraph')).min(1).max(30) });

/** A bulletin to draft from a campaign's records. */
export const NewBulletin = z
  .strictObject({ campaignId: id, kind, title: line(200), from: date, until: date.meta({ description: 'The last day it tells of; not later than today' }) })
  .meta({ id: 'NewBulletin' });

/** Steps on a bulletin. */
export const BulletinCommandBody = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('edit'), title: line(200).optional(), sections: z.array(section).min(1).max(20).optional() })
      .meta({ description: 'The text as the office writes it; the figures stay those of the records' }),
    z.strictObject({ type: z.literal('refresh') }).meta({ description: 'The figures as the records have them now, and the text with them unless it was edited' }),
    z.strictObject({ type: z.literal('sign'), sealUnitId: id.optional().meta({ description: '代章: the body whose seal it bears in the office’s stead' }) }),
    z
      .strictObject({ type: z.literal('attachSealed'), evidence: id.meta({ description: 'The attachment' }), reason: reason.optional() })
      .meta({ description: '盖章件: the scan of the sealed paper, a PDF or an image of the office; one that replaces another needs a `reason`' }),
    z.strictObject({ type: z.literal('issue') }).meta({ description: '印发: the units that it is for are told, and read it from now on' }),
    z.strictObject({ type: z.literal('withdraw'), reason }),
  ])
  .meta({ id: 'BulletinCommand' });

const item = {
  id: z.string(),
  campaignId: z.string(),
  kind: z.enum(bulletinKinds),
  title: z.string(),
  number: z.string().nullable(),
  stage: z.enum(bulletinStages),
  stageName: z.string(),
  from: z.string(),
  until: z.string(),
  office: reference,
  draftedAt: time,
  signedAt: time.nullable(),
  issuedAt: time.nullable(),
  version: z.int(),
};
/** A bulletin in a list. */
export const BulletinItem = z.strictObject(item).meta({ id: 'BulletinItem' });

const counted = z.strictObject({ value: z.int(), rows: z.string().meta({ description: 'The list of what was counted, as the records have it now' }) });

const figures = z.strictObject({
  at: time,
  tasks: counted,
  byStage: z.record(z.string(), counted),
  overdue: counted.extend({
    items: z.array(z.strictObject({ taskId: z.string(), number: z.string(), content: z.string(), unit: z.string(), due: z.string(), daysLate: z.int() })),
  }),
  units: z.array(z.strictObject({ unit: reference, tasks: counted, accepted: counted, cancelled: counted, overdue: counted, percent: z.number().nullable() })),
  urgingNotices: z.array(z.strictObject({ taskId: z.string(), task: z.string(), number: z.string(), unit: z.string() })),
});

/** A bulletin with its text, its figures and the next steps of the person asking. */
export const BulletinView = z
  .strictObject({
    ...item,
    sections: z.array(z.strictObject({ heading: z.string(), paragraphs: z.array(z.string()) })),
    edited: z.boolean(),
    figures: figures.meta({
      description:
        'What the records said when it was drafted or refreshed; each number names the list of its rows. `tasks` are those not cancelled; of an each-unit task its shares count',
    }),
    now: figures.nullable().meta({
      description: 'The same as of now, for the office and the leading group as `GET` reads it; null for the units, of a withdrawn one, and where the campaign does not run',
    }),
    sealedBy: z.string().nullable(),
    signedBy: reference.nullable(),
    sealed: ScanView.nullable(),
    formerScans: z.array(ScanView),
    withdrawReason: z.string().nullable(),
    deadlines: z.array(DeadlineView),
    ...allowedField,
  })
  .meta({ id: 'Bulletin' });

/** Filters of the list of bulletins. */
export const BulletinQuery = z.strictObject({
  ...pageQuery,
  campaignId: id.optional(),
  kind: kind.optional(),
  stage: z.enum(bulletinStages).optional(),
  issuedFrom: date.optional().meta({ description: 'Only bulletins issued on this day or later' }),
  issuedUntil: date.optional().meta({ description: 'Only bulletins issued on this day or earlier' }),
});
