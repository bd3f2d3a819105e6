import { z } from 'zod';
import type { Bilingual } from '../../domain/notice/notice.ts';
import type { ProcessState, ProcessType } from '../../domain/process/definition.ts';
import { readFacts, type ShownFact } from '../../ledger/facts.ts';
import type { Moment } from '../../ledger/world.ts';
import { listRoutes } from '../export/routes.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf, page, pageQuery } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { idParams } from '../http/params.ts';
import { byRef, personRef, reference, unitRef } from '../http/reference.ts';
import type { Route } from '../http/route.ts';
import { readProcess, type Seen } from '../http/sight.ts';
import { iso } from '../http/time.ts';
import { factLayout, toldParts } from './fact-layout.ts';
import { factName } from './fact-names.ts';

/** The number of a fact, for pages of facts. */
const factCursor = z.tuple([z.int().min(0).max(2_147_483_647)]);
const time = z.string().meta({ format: 'date-time' });

/** A fact as the record shows it; erased texts say since when and on what basis. */
const FactView = z
  .strictObject({
    seq: z.int(),
    type: z.string(),
    name: z.string().meta({ description: 'What happened, in words' }),
    data: z.record(z.string(), z.unknown()),
    said: z.array(z.strictObject({ name: z.string(), text: z.string() })).meta({ description: 'What it says besides, in words, part by part' }),
    evidence: z.array(z.string()).meta({ description: 'Attachments that it names' }),
    actor: z.strictObject({
      by: z.enum(['person', 'time', 'system']),
      person: reference.nullable(),
      forPerson: reference.nullable(),
      unit: reference.nullable(),
      postId: z.string().nullable(),
      delegationId: z.string().nullable(),
      entered: z.boolean().meta({ description: '录入代办: `forPerson` decided, `person` only entered it' }),
    }),
    at: time,
    receivedAt: time,
    hash: z.string(),
  })
  .meta({ id: 'ProcessFact' });

/** The attachments that a fact names, its findings' too. */
function evidenceIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(evidenceIn);
  if (typeof value !== 'object' || value === null) return [];
  const { evidence, ...rest } = value as Readonly<Record<string, unknown>>;
  const own = Array.isArray(evidence)
    ? evidence.flatMap((one: unknown) => (typeof one === 'string' ? one : typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : []))
    : [];
  return [...own, ...Object.values(rest).flatMap(evidenceIn)];
}

/** A fact with its people and units by name. */
export const presentFact = ({ seq, type, data, actor, at, receivedAt, hash }: ShownFact, { org, now }: Pick<Moment, 'org' | 'now'>, language: Language) => ({
  seq,
  type,
  name: factName(type, language),
  data,
  said: toldParts({ type, data }, { org, now, language }),
  evidence: evidenceIn(data),
  actor: {
    by: actor.by,
    person: byRef(actor, org),
    forPerson: actor.forPersonId === undefined ? null : personRef(actor.forPersonId, org),
    unit: actor.unitId === undefined ? null : unitRef(actor.unitId, org),
    postId: actor.postId ?? null,
    delegationId: actor.delegationId ?? null,
    entered: actor.entered === true,
  },
  at: iso(at),
  receivedAt: iso(receivedAt),
  hash,
});

/**
 * `GET /api/v1/{things}/{id}/facts`, and the same as .xlsx and .docx: what happened, for whoever sees the process, a page at a time.
 * `disclose` keeps back what this asker may not read of a fact's data.
 */
export const factsRoutes = <S extends ProcessState>(
  ledger: Pick<LedgerDoor, 'pool'>,
  { type, things, summary }: { readonly type: ProcessType; readonly things: string; readonly summary: Bilingual },
  disclose: (data: ShownFact['data'], seen: Seen<S>, moment: Moment) => ShownFact['data'] = (data) => data,
): readonly Route[] =>
  listRoutes(
    {
      path: `/api/v1/${things}/{id}/facts`,
      summary,
      tag: things,
      params: idParams,
      query: z.strictObject(pageQuery),
      item: FactView,
      problems: ['process.not_found'],
    },
    async (query, { asker, params, moment, language }) => {
      const seen = await readProcess<S>(ledger, asker, moment, type, params.id);
      const limit = limitOf(query);
      const [after] = decodeCursor(query.cursor, factCursor) ?? [0];
      const facts = await readFacts(ledger.pool, seen.state.id, after, limit + 1);
      return page(
        facts,
        limit,
        (fact) => [fact.seq],
        (fact) => presentFact({ ...fact, data: disclose(fact.data, seen, moment) }, moment, language),
      );
    },
    factLayout,
  );
