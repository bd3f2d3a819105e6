import type { z } from 'zod';
import type { ConsultationState } from '../../domain/consultation/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { sightOf } from '../http/sight.ts';
import { holds } from '../list/search.ts';
import { ofSight, placeCursor } from '../list/source.ts';
import { statesOf, walk } from '../list/walk.ts';
import { presentConsultationItem } from './presenter.ts';
import type { ConsultationQuery } from './schema.ts';

/** A page of the rounds that the asker sees, newest first. */
export async function listConsultations(
  { pool }: Pick<LedgerDoor, 'pool'>,
  { planId, stage, q, ...page }: z.output<typeof ConsultationQuery>,
  asker: Asker,
  moment: Moment,
  language: Language,
) {
  const sight = sightOf(asker, 'consultation', moment);
  const { ids, next } = await walk(
    pool,
    {
      type: 'consultation',
      sight,
      source: ofSight('consultation', sight),
      seen: true,
      conditions: (bind) => [
        ...(planId === undefined ? [] : [`r.plan_id = ${bind(planId)}::uuid`]),
        ...(stage === undefined ? [] : [`r.stage = ${bind(stage)}`]),
        ...(q === undefined ? [] : [holds(bind, ['r.title'], q)]),
      ],
      ...(planId === undefined ? {} : { few: (bind) => `SELECT id FROM consultation_record WHERE plan_id = ${bind(planId)}::uuid` }),
    },
    decodeCursor(page.cursor, placeCursor),
    limitOf(page),
  );
  const states = await statesOf<ConsultationState>(pool, ids);
  return { items: states.map((state) => presentConsultationItem(state, { org: moment.org, language })), next };
}
