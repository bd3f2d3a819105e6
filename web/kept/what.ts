import type { DehydratedState, QueryKey } from '@tanstack/react-query';

type Read = DehydratedState['queries'][number];

/** Something read from the API, as it is kept on this device. */
export interface Kept {
  /** To whom it was shown. */
  readonly personId: string;
  /** Which build of the console read it: another may lack parts that this one needs, or have them otherwise. */
  readonly build: string;
  readonly read: Read;
}

/** How long what was read is shown without a connection, in milliseconds: a day's visits. What is older is no basis for one, and a device that was lost should know little. */
export const keptForMs = 24 * 3_600_000;

/** So many answers at most: three for each of twenty visits read ahead, and a long day's cases and tasks besides; some 3 MB. */
export const mostKept = 300;

/** Things of which single ones are kept. */
const things: ReadonlySet<unknown> = new Set(['cases', 'tasks']);
/** Lists that stand on the workbench. */
const lists: ReadonlySet<unknown> = new Set(['/api/v1/me/dues', '/api/v1/notifications', 'reports']);
/** Without these names no form of a visit or of a new case could be filled in. */
const choices: ReadonlySet<unknown> = new Set(['people', '/api/v1/parties']);

/** Whether an answer is kept: who is signed in, the workbench with the visits, single cases and tasks with their facts, steps and files' names. Nothing else is. */
export function isKept([first, second, third]: QueryKey): boolean {
  if (first === 'me') return true;
  if (first === 'list') return lists.has(second);
  if (first === 'dues') return second === 'count' || things.has(third);
  if (first === 'facts') return things.has(second);
  if (first === 'choices') return choices.has(second);
  return first === 'attachments' || (things.has(first) && typeof second === 'string');
}

/** An answer as it is kept: of a list read page by page its first page. */
export function shortened(read: Read): Read {
  const { data } = read.state;
  if (read.queryType !== 'infinite' || typeof data !== 'object' || data === null) return read;
  const { pages, pageParams } = data as { readonly pages: readonly unknown[]; readonly pageParams: readonly unknown[] };
  return { ...read, state: { ...read.state, data: { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) } } };
}

const isMe = ({ read }: Kept): boolean => read.queryKey[0] === 'me';
const at = ({ read }: Kept): number => read.state.dataUpdatedAt;
const isGood = (kept: Kept, build: string, now: number): boolean => kept.build === build && now - at(kept) < keptForMs;

/** What has to go: of others, of other builds, too old, and beyond what is kept at most the oldest; never who is signed in. */
export function superfluous<Key>(all: readonly (readonly [Key, Kept])[], personId: string, build: string, now: number): readonly Key[] {
  const stays = all.filter(([, kept]) => kept.personId === personId && isGood(kept, build, now));
  const newest = stays.sort(([, one], [, other]) => Number(isMe(other)) - Number(isMe(one)) || at(other) - at(one)).slice(0, mostKept);
  const keys = new Set(newest.map(([key]) => key));
  return all.flatMap(([key]) => (keys.has(key) ? [] : [key]));
}

/** What may be shown without a connection: what this build read of the person whom it saw last on this device, who was signed in a day ago at most, and young enough; undefined where there is nobody. */
export function showable(all: readonly Kept[], build: string, now: number): { readonly me: Kept; readonly others: readonly Kept[] } | undefined {
  const good = all.filter((kept) => isGood(kept, build, now));
  const [me] = good.filter(isMe).sort((one, other) => at(other) - at(one));
  return me && { me, others: good.filter((kept) => !isMe(kept) && kept.personId === me.personId) };
}
