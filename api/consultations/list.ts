import type { z } from 'zod';
import type { ConsultationState } from '../../domain/consultation/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { equal, fewBy, holds } from '../list/search.ts';
import { statesPage } from '../list/walk.ts';
import { presentConsultationItem } from './presenter.ts';
import type { ConsultationQuery } from './schema.ts';

/** A page of the rounds that the asker sees, newest first. */
export async function listConsultations(
  { pool }: Pick<LedgerDoor, 'pool'>,
  { planId, stage, q, ...page }: z.output<typeof ConsultationQuery>,
  { asker, moment, language }: Asking,
) {
  const { states, next } = await statesPage<ConsultationState>(
    pool,
    {
      type: 'consultation',
      sight: sightOf(asker, 'consultation', moment),
      conditions: (bind) => [...equal(bind, 'plan_id', planId, 'uuid'), ...equal(bind, 'stage', stage), ...(q === undefined ? [] : [holds(bind, ['r.title'], q)])],
      ...fewBy('consultation_record', 'plan_id', planId),
    },
    page,
  );
  return { items: states.map((state) => presentConsultationItem(state, { org: moment.org, language })), next };
}
