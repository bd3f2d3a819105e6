import type { Asker, Staff } from './case-terms.ts';
import type { Clock } from './clocks.ts';

/** Red past the earliest date; yellow once its first reminder's moment has come, or when what was late was handed in; green otherwise. */
export function lightOf(running: readonly Clock[], handedInLate: boolean, now: number): 'green' | 'yellow' | 'red' {
  const [next] = running.toSorted((a, b) => a.due.at - b.due.at || a.setBy - b.setBy);
  if (next && now > next.due.at) return 'red';
  const near = next ? [...next.spoken.filter((one) => one.at < next.due.at), ...next.rungs.filter((rung) => rung.offset.value < 0)] : [];
  return near.some((one) => one.at <= now) || handedInLate ? 'yellow' : 'green';
}

/** Who asked for something does not decide on it; nobody decides on what was not asked for. */
export function secondPerson(request: { readonly by: string } | undefined, who: Asker, absent: string): readonly string[] {
  if (!request) return [absent];
  return request.by === who.id ? ['case.second_person_needed'] : [];
}

/** Never the one who asks. */
export const deciderOf = ({ manager, leader }: Staff, asker: string): string => (asker === manager ? leader : manager);
