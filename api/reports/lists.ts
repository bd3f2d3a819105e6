import type { Moment } from '../../ledger/world.ts';
import { listBulletins } from '../bulletins/list.ts';
import { listConsultations } from '../consultations/list.ts';
import { listEvaluations } from '../evaluations/list.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import { indicatorsPage } from '../indicators/list.ts';
import { listMeetings } from '../meetings/list.ts';
import { listFindings, listSupervisions } from '../supervisions/list.ts';
import { listSurveys } from '../surveys/list.ts';
import { tasksPage } from '../tasks/list.ts';
import { rowsOf } from './figure.ts';

type List<Q> = (ledger: Pick<LedgerDoor, 'pool'>, query: Q, asker: Asker, moment: Moment, language: Language) => unknown;
/** Filters of a list without its pages. */
type FiltersOf<F> = F extends List<infer Q> ? Omit<Q, 'limit' | 'cursor'> : never;

/** Who reads the lists, and in which language the rows are told. */
export interface Reading {
  readonly ledger: Pick<LedgerDoor, 'pool'>;
  readonly asker: Asker;
  readonly moment: Moment;
  readonly language: Language;
}

/** The lists that reports count, with their routes’ filters, order and sight: read to the end, each with its address. Tasks and indicators as they are kept, all else as it is shown. */
export const listsOf = ({ ledger, asker, moment, language }: Reading) => ({
  tasks: (filters: Omit<Parameters<typeof tasksPage>[1], 'limit' | 'cursor'>) =>
    rowsOf('/api/v1/tasks', filters, async (query) => {
      const { states, next } = await tasksPage({ ledger }, query, asker, moment);
      return { items: states, next };
    }),
  meetings: (filters: FiltersOf<typeof listMeetings>) => rowsOf('/api/v1/meetings', filters, (query) => listMeetings(ledger, query, asker, moment, language)),
  supervisions: (filters: FiltersOf<typeof listSupervisions>) => rowsOf('/api/v1/supervisions', filters, (query) => listSupervisions(ledger, query, asker, moment, language)),
  findings: (filters: FiltersOf<typeof listFindings>) => rowsOf('/api/v1/findings', filters, (query) => listFindings(ledger, query, asker, moment, language)),
  indicators: (filters: Omit<Parameters<typeof indicatorsPage>[1], 'limit' | 'cursor'>) =>
    rowsOf('/api/v1/indicators', filters, async (query) => {
      const { states, next } = await indicatorsPage(ledger, query, asker, moment);
      return { items: states, next };
    }),
  surveys: (filters: FiltersOf<typeof listSurveys>) => rowsOf('/api/v1/surveys', filters, (query) => listSurveys(ledger, query, asker, moment, language)),
  evaluations: (filters: FiltersOf<typeof listEvaluations>) => rowsOf('/api/v1/evaluations', filters, (query) => listEvaluations(ledger, query, asker, moment, language)),
  consultations: (filters: FiltersOf<typeof listConsultations>) => rowsOf('/api/v1/consultations', filters, (query) => listConsultations(ledger, query, asker, moment, language)),
  bulletins: (filters: FiltersOf<typeof listBulletins>) => rowsOf('/api/v1/bulletins', filters, (query) => listBulletins(ledger, query, asker, moment, language)),
});

/** The rows of one of those lists. */
export type RowsFrom<K extends keyof ReturnType<typeof listsOf>> = Awaited<ReturnType<ReturnType<typeof listsOf>[K]>>;
