import type { BeijingDate } from '../process/time.ts';
import type { Visit } from './state.ts';

/** A guest expert with the days of each visit. */
interface Guest {
  readonly personId: string;
  readonly days: readonly { readonly from: BeijingDate; readonly until: BeijingDate }[];
}

/** The experts of these visits, each once. */
export const expertsIn = (visits: readonly Visit[]): readonly Guest[] =>
  [...new Set(visits.flatMap((visit) => visit.personIds))].map((personId) => ({
    personId,
    days: visits.filter((visit) => visit.personIds.includes(personId)).map(({ from, until }) => ({ from, until })),
  }));
