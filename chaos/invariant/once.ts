import { knownOf, type Write } from '../history.ts';
import { type Finding, finding } from './finding.ts';
import { byProcess, type Evidence, type FactRow } from './rows.ts';

/** Stands in the texts of the load's commands, followed by the key. */
export const markerOf = (key: string): string => `chaos:${key}`;
const markers = /chaos:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * I2: no command took effect twice, and a refused one not at all. Counted by the text that each command carried, wherever it stands in facts and sealed values,
 * so that the product's own table of commands is not asked. Versions and numbers are without gaps.
 */
export function once(writes: readonly Write[], evidence: Pick<Evidence, 'commands' | 'facts' | 'sealed' | 'series' | 'voids'>): Finding {
  const faults: string[] = [];
  let checked = 0;
  const places = effects(evidence);
  for (const write of writes) {
    if (write.marker === undefined) continue;
    checked++;
    const known = knownOf(write);
    const times = places.get(write.marker)?.size ?? 0;
    const wrong = known === 'ok' ? times !== 1 : known === 'refused' ? times !== 0 : times > 1;
    if (wrong) faults.push(`${write.type} ${write.key}: ${known}, but took effect ${times} times`);
  }
  faults.push(...repeatedKeys(evidence), ...gaps(evidence), ...numberGaps(evidence));
  return finding('I2', checked, faults);
}

/** The facts in which each marker stands. */
function effects({ facts, sealed }: Pick<Evidence, 'facts' | 'sealed'>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const note = (text: string, place: string): void => {
    for (const [marker] of text.matchAll(markers)) {
      const known = found.get(marker);
      if (known) known.add(place);
      else found.set(marker, new Set([place]));
    }
  };
  for (const { data, processId, seq } of facts) note(JSON.stringify(data), `${processId} ${seq}`);
  for (const { value, processId, seq } of sealed) note(JSON.stringify(value ?? null), `${processId} ${seq}`);
  return found;
}

function repeatedKeys({ commands, facts }: Pick<Evidence, 'commands' | 'facts'>): readonly string[] {
  const seen = new Set<string>();
  const ids = new Set<string>();
  const faults: string[] = [];
  for (const { personId, key, id } of commands) {
    const name = `${personId} ${key}`;
    if (seen.has(name)) faults.push(`the key ${key} stands twice in the ledger`);
    if (ids.has(id)) faults.push(`two keys share the command ${id}`);
    seen.add(name);
    ids.add(id);
  }
  // The facts that one command gave a process stand together: nothing of it came a second time later.
  for (const list of byProcess(facts).values()) {
    const ended = new Set<string>();
    for (const [index, fact] of list.entries()) {
      const before = list[index - 1];
      if (before !== undefined && before.commandId !== fact.commandId) ended.add(before.commandId);
      if (ended.has(fact.commandId)) faults.push(`${fact.processType} ${fact.processId}: fact ${fact.seq} comes from a command that had ended before`);
    }
  }
  return faults;
}

function gaps({ facts }: Pick<Evidence, 'facts'>): readonly string[] {
  const faults: string[] = [];
  for (const [id, list] of byProcess(facts)) {
    const wrong = list.find((fact, index) => fact.seq !== index + 1);
    if (wrong) faults.push(`${wrong.processType} ${id}: fact ${wrong.seq} stands where ${list.indexOf(wrong) + 1} should`);
  }
  return faults;
}

/** Whose series a numbered fact takes its number from, by its type: the fields of the fact, and the office that the record's first fact names. */
const ownerOf: Readonly<Record<string, (data: FactRow['data'], office: string) => string>> = {
  caseOpened: (data) => `case:${String(data.bodyUnitId)}`,
  urgingNoticeSigned: (_, office) => `urgingNotice:${office}`,
  taskIssued: (_, office) => `assignedTask:${office}`,
  meetingConvened: (_, office) => `meeting:${office}`,
  supervisionPlanned: (_, office) => `supervision:${office}`,
  bulletinSigned: (_, office) => `bulletin:${office}`,
  surveyBegun: () => 'survey',
};
/** A task of a campaign has its plan's number, not one of a series. */
const isNumbered = ({ type, data }: FactRow): boolean => type in ownerOf && !(type === 'taskIssued' && data.campaignId !== '');

/** The numbers given, read from the facts themselves, fill each series. */
function numberGaps({ facts, series, voids }: Pick<Evidence, 'facts' | 'series' | 'voids'>): readonly string[] {
  const faults: string[] = [];
  const given = new Map<string, number[]>();
  const officeOf = new Map(facts.filter(({ data }) => typeof data.officeUnitId === 'string').map(({ processId, data }) => [processId, String(data.officeUnitId)]));
  for (const { type, data, processId } of facts.filter(isNumbered)) {
    const [, year, n] = /〔(\d{4})〕(\d+)号/.exec(String(data.number)) ?? [];
    const owner = ownerOf[type]?.(data, officeOf.get(processId) ?? '');
    if (year === undefined || n === undefined) faults.push(`${processId}: the number "${String(data.number)}" cannot be read`);
    else given.set(`${owner} ${year}`, [...(given.get(`${owner} ${year}`) ?? []), Number(n)]);
  }
  for (const { name, year, last } of series) {
    const numbers = given.get(`${name} ${year}`) ?? [];
    given.delete(`${name} ${year}`);
    const empty = voids.filter((one) => one.name === name && one.year === year).flatMap((one) => Array.from({ length: one.until - one.from + 1 }, (_, index) => one.from + index));
    const taken = [...numbers, ...empty].sort((a, b) => a - b);
    if (taken.length !== last || taken.some((n, index) => n !== index + 1))
      faults.push(`series ${name}/${year}: ${taken.length} numbers given or void, ${last} counted; not 1 to ${last} once each`);
  }
  for (const key of given.keys()) faults.push(`series ${key}: numbers were given without a series`);
  return faults;
}
