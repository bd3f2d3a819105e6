import type { BulletinState } from '../../domain/bulletin/state.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import { isLiving, type Org, type Unit } from '../../domain/org/org.ts';
import { isInForce } from '../../domain/org/snapshot.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';
import type { SurveyState } from '../../domain/survey/state.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { partiesOf } from '../cases/list.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { fewWhere, holds, initialsWith, textHasInitials, textsWith } from '../list/search.ts';
import type { Bind } from '../list/source.ts';
import { type Listing, statesPage } from '../list/walk.ts';
import { readParties } from '../parties/read.ts';
import { asInitials, initialsOfName } from './initials.ts';

/** Most of what is found, over all types. */
export const mostFound = 20;
export const foundTypes = ['task', 'case', 'campaign', 'meeting', 'supervision', 'indicator', 'survey', 'bulletin', 'unit', 'person'] as const;
/** Shorter than this only a number that is it is found: a single character stands in nearly everything. */
const wordsFrom = 2;
/** Numbers up to this long are looked for as a whole first: “13” is task 13 before it is part of a text. */
const shortNumber = 4;
/** What numbers are written with. Words without it (药店) are in no such number, and to ask each text that holds them would take longer than all the rest. */
const numeral = /[\d〇零一二三四五六七八九十百]/;
const isShortNumber = (q: string): boolean => q.length < wordsFrom || (q.length <= shortNumber && numeral.test(q));

/** Something found: what it is called, and what tells it from others of the name. */
export interface Found {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly detail: string | null;
}
type FoundByType = Readonly<Record<(typeof foundTypes)[number], readonly Found[]>>;

type Ledger = Pick<LedgerDoor, 'pool'>;
type Listed = Pick<Listing, 'conditions' | 'few'>;

/** The states of these pages, each once, those of an earlier page first. */
async function inTurn<S extends ProcessState>(pages: readonly Promise<readonly S[]>[]): Promise<readonly S[]> {
  const states = (await Promise.all(pages)).flat();
  return [...new Map(states.map((state) => [state.id, state])).values()].slice(0, mostFound);
}

async function tasksWith(ledger: Ledger, q: string, { asker, moment }: Asking): Promise<readonly Found[]> {
  const sight = sightOf(asker, 'task', moment);
  const page = async (condition: (bind: Bind) => string, few: Listing['few']) => {
    const listing: Listing = { type: 'task', sight, conditions: (bind) => [condition(bind)], ...(few ? { few } : {}) };
    return (await statesPage<TaskState>(ledger.pool, listing, { limit: mostFound })).states;
  };
  const initials = asInitials(q);
  const found = await inTurn([
    ...(isShortNumber(q) ? [page((bind) => `r.number = ${bind(q)}`, textsWith('task_text', q))] : []),
    ...(q.length >= wordsFrom ? [page((bind) => holds(bind, ['r.number', 'r.content'], q), textsWith('task_text', q))] : []),
    ...(initials === undefined ? [] : [page((bind) => textHasInitials(bind, 'task_text', initials), initialsWith('task_text', initials))]),
  ]);
  return found.map(({ id, number, content, leadUnitId }) => ({ id, number, title: content, detail: moment.org.unit(leadUnitId)?.name ?? null }));
}

/** What besides tasks and cases is found by the words in its number or name, and by the initials of that name: by which columns, and what it is called. */
const called = {
  campaign: { columns: ['r.title'], title: (state) => (state as CampaignState).title },
  meeting: { columns: ['r.number', 'r.title'], title: (state) => (state as MeetingState).title },
  supervision: { columns: ['r.number', 'r.title'], title: (state) => (state as SupervisionState).title },
  indicator: { columns: ['r.number', 'r.name'], title: (state) => (state as IndicatorState).name },
  survey: { columns: ['r.number', 'r.name'], title: (state) => (state as SurveyState).name },
  bulletin: { columns: ['r.number', 'r.title'], title: (state) => (state as BulletinState).title },
} as const satisfies Readonly<Record<string, { readonly columns: readonly string[]; readonly title: (state: ProcessState) => string }>>;

async function othersWith(ledger: Ledger, type: keyof typeof called, q: string, { asker, moment }: Asking): Promise<readonly Found[]> {
  const { columns, title } = called[type];
  const sight = sightOf(asker, type, moment);
  const page = async (among: readonly string[], words: string) =>
    (await statesPage<Numbered>(ledger.pool, { type, sight, conditions: (bind) => [holds(bind, among, words)] }, { limit: mostFound })).states;
  const initials = asInitials(q);
  const found = await inTurn([page(columns, q), ...(initials === undefined ? [] : [page(['r.initials'], initials)])]);
  return found.map((state) => ({
    id: state.id,
    number: state.number ?? state.documentNumber ?? null,
    title: title(state),
    detail: moment.org.unit(state.officeUnitId)?.name ?? null,
  }));
}

interface Numbered extends ProcessState {
  readonly number?: string;
  /** A campaign's. */
  readonly documentNumber?: string;
  readonly officeUnitId: string;
}

/** Cases with the words in number or title, and those of a party of that name; then those whose title, or whose party's name, has these initials. */
async function casesWith(ledger: Ledger, q: string, { asker, moment }: Asking): Promise<readonly Found[]> {
  const sight = sightOf(asker, 'case', moment);
  if (sight.units.length === 0) return [];
  const page = async (listed: Listed) => (await statesPage<CaseState>(ledger.pool, { type: 'case', sight, ...listed }, { limit: mostFound })).states;
  const parties = (await readParties(ledger, asker, moment, { q }, mostFound)).map(({ id }) => id);
  const ofParties = (bind: Bind, column: string): string => `${column} = ANY(${bind(parties)}::uuid[])`;
  const initials = asInitials(q);
  // Whoever sees a case sees whom it is about: no party is looked for beyond the cases seen.
  const ofInitials = (bind: Bind, column: string, words: string): string => `${column} IN (SELECT y.id FROM party_record y WHERE ${holds(bind, ['y.initials'], words)})`;
  const found = await inTurn([
    page({ conditions: (bind) => [holds(bind, ['r.number', 'r.title'], q)], few: textsWith('case_text', q) }),
    ...(parties.length === 0 ? [] : [page({ conditions: (bind) => [ofParties(bind, 'r.party_id')], few: (bind) => fewWhere('case_record', ofParties(bind, 't.party_id')) })]),
    ...(initials === undefined
      ? []
      : [
          page({ conditions: (bind) => [textHasInitials(bind, 'case_text', initials)], few: initialsWith('case_text', initials) }),
          page({
            conditions: (bind) => [ofInitials(bind, 'r.party_id', initials)],
            few: (bind) => fewWhere('case_record', ofInitials(bind, 't.party_id', initials)),
          }),
        ]),
  ]);
  const known = await partiesOf(ledger.pool, found);
  return found.map(({ id, number, title, partyId }) => ({ id, number, title, detail: known.get(partyId)?.name ?? null }));
}

/** How well one of the names fits what was typed: 0 it is it, 1 it begins with it, 2 it holds it, 3 and 4 its initials begin with it or hold it; undefined not at all. */
function closeness(names: readonly string[], q: string, org: Org): number | undefined {
  const typed = q.toLowerCase();
  const fits = names.flatMap((name) => {
    const lower = name.toLowerCase();
    if (lower === typed) return [0];
    if (lower.startsWith(typed)) return [1];
    if (lower.includes(typed)) return [2];
    const sought = asInitials(q);
    if (sought === undefined) return [];
    const initials = initialsOfName(name, org);
    return initials.startsWith(sought) ? [3] : initials.includes(sought) ? [4] : [];
  });
  return fits.length === 0 ? undefined : Math.min(...fits);
}

/** What fits, the best first, then by name. */
function fitting<T extends { readonly name: string }>(all: readonly T[], namesOf: (one: T) => readonly string[], q: string, org: Org): readonly T[] {
  return all
    .flatMap((one) => {
      const near = closeness(namesOf(one), q, org);
      return near === undefined ? [] : [{ one, near }];
    })
    .toSorted((a, b) => a.near - b.near || a.one.name.length - b.one.name.length || a.one.name.localeCompare(b.one.name, 'zh'))
    .slice(0, mostFound)
    .map(({ one }) => one);
}

const unitNames = ({ name, shortName, aliases }: Unit): readonly string[] => [name, ...(shortName === undefined ? [] : [shortName]), ...aliases];

function unitsWith(q: string, { asker, moment }: Asking): readonly Found[] {
  const { org, now } = moment;
  if (!sightOf(asker, 'unit', moment).all) return [];
  const living = org.units().filter(({ id }) => isLiving(id, org, now));
  return fitting(living, unitNames, q, org).map(({ id, name, parentId }) => ({
    id,
    number: null,
    title: name,
    detail: parentId === undefined ? null : (org.unit(parentId)?.name ?? null),
  }));
}

function peopleWith(q: string, { asker, moment }: Asking): readonly Found[] {
  const { org, now } = moment;
  if (!sightOf(asker, 'person', moment).all) return [];
  const active = org.people().filter((person) => person.active);
  const titles = new Map<string, readonly string[]>();
  for (const post of org.posts()) {
    const { personId, title } = post;
    if (personId !== undefined && isInForce(post, now)) titles.set(personId, [...(titles.get(personId) ?? []), title]);
  }
  return fitting(active, ({ id, name }) => [name, ...(titles.get(id) ?? [])], q, org).map(({ id, name }) => {
    const posts = org.postsOf(id, now).map(({ title, unitId }) => `${org.unit(unitId)?.name ?? ''}${title}`);
    return { id, number: null, title: name, detail: posts.length === 0 ? null : posts.join('、') };
  });
}

/** As much of each as there is room for: one of each in turn. */
function shared(found: FoundByType): FoundByType {
  const lengths = Object.fromEntries(foundTypes.map((type) => [type, 0]));
  let room = mostFound;
  for (let more = true; more && room > 0; ) {
    more = false;
    for (const type of foundTypes) {
      const length = lengths[type] ?? 0;
      if (room === 0 || length === found[type].length) continue;
      lengths[type] = length + 1;
      room -= 1;
      more = true;
    }
  }
  return Object.fromEntries(foundTypes.map((type) => [type, found[type].slice(0, lengths[type])])) as unknown as FoundByType;
}

/** What the asker sees that holds the words, by type. */
export async function findAll(ledger: Ledger, q: string, asking: Asking): Promise<FoundByType> {
  const none: readonly Found[] = [];
  const task = await tasksWith(ledger, q, asking);
  if (q.length < wordsFrom)
    return shared({ task, case: none, campaign: none, meeting: none, supervision: none, indicator: none, survey: none, bulletin: none, unit: none, person: none });
  const others = (type: keyof typeof called) => othersWith(ledger, type, q, asking);
  const [case_, campaign, meeting, supervision, indicator, survey, bulletin] = await Promise.all([
    casesWith(ledger, q, asking),
    others('campaign'),
    others('meeting'),
    others('supervision'),
    others('indicator'),
    others('survey'),
    others('bulletin'),
  ]);
  return shared({ task, case: case_, campaign, meeting, supervision, indicator, survey, bulletin, unit: unitsWith(q, asking), person: peopleWith(q, asking) });
}
