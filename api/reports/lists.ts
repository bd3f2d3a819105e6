import { listBulletins } from '../bulletins/list.ts';
import { listConsultations } from '../consultations/list.ts';
import { listEvaluations } from '../evaluations/list.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { indicatorStates } from '../indicators/list.ts';
import type { Asking } from '../list/page.ts';
import { listMeetings } from '../meetings/list.ts';
import { listFindings, listSupervisions } from '../supervisions/list.ts';
import { listSurveys } from '../surveys/list.ts';
import { taskStates } from '../tasks/list.ts';
import { rowsOf } from './figure.ts';

/** Filters of a list without its pages. */
type FiltersOf<L extends (ledger: never, query: never, asking: never) => unknown> = Omit<Parameters<L>[1], 'limit' | 'cursor'>;

/** Who reads the lists, and in which language the rows are told. */
export interface Reading extends Asking {
  readonly ledger: Pick<LedgerDoor, 'pool'>;
}

/** The lists that reports count, with their routes’ filters, order and sight: read to the end, each with its address. Tasks and indicators as they are kept, all else as it is shown. */
export const listsOf = ({ ledger, ...asking }: Reading) => ({
  tasks: (filters: FiltersOf<typeof taskStates>) => rowsOf('/api/v1/tasks', filters, (query) => taskStates({ ledger }, query, asking)),
  meetings: (filters: FiltersOf<typeof listMeetings>) => rowsOf('/api/v1/meetings', filters, (query) => listMeetings(ledger, query, asking)),
  supervisions: (filters: FiltersOf<typeof listSupervisions>) => rowsOf('/api/v1/supervisions', filters, (query) => listSupervisions(ledger, query, asking)),
  findings: (filters: FiltersOf<typeof listFindings>) => rowsOf('/api/v1/findings', filters, (query) => listFindings(ledger, query, asking)),
  indicators: (filters: FiltersOf<typeof indicatorStates>) => rowsOf('/api/v1/indicators', filters, (query) => indicatorStates(ledger, query, asking)),
  surveys: (filters: FiltersOf<typeof listSurveys>) => rowsOf('/api/v1/surveys', filters, (query) => listSurveys(ledger, query, asking)),
  evaluations: (filters: FiltersOf<typeof listEvaluations>) => rowsOf('/api/v1/evaluations', filters, (query) => listEvaluations(ledger, query, asking)),
  consultations: (filters: FiltersOf<typeof listConsultations>) => rowsOf('/api/v1/consultations', filters, (query) => listConsultations(ledger, query, asking)),
  bulletins: (filters: FiltersOf<typeof listBulletins>) => rowsOf('/api/v1/bulletins', filters, (query) => listBulletins(ledger, query, asking)),
});

/** The rows of one of those lists. */
export type RowsFrom<K extends keyof ReturnType<typeof listsOf>> = Awaited<ReturnType<ReturnType<typeof listsOf>[K]>>;
