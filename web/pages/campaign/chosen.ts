import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { allOf, type Query, queryOf } from '../../things/lists.ts';
import { isSettled, type TaskItem } from '../../things/tasks.tsx';

/** What is ticked; all: every task under the filters that is not settled. */
interface Held {
  readonly ids: readonly string[];
  readonly isAll: boolean;
}
const none: Held = { ids: [], isAll: false };

/** The tasks that are ticked to be urged. They stay ticked in any order and grouping, read page by page or whole; other filters begin with none, for nobody urges what is not in sight. */
export function useChosen(address: string, query: Query) {
  const filters = queryOf(query);
  const [held, setHeld] = useState({ filters, ...none });
  const { ids: chosen, isAll } = held.filters === filters ? held : none;
  const put = (ids: readonly string[]): void => setHeld({ filters, ids, isAll: false });
  const choosing = useMutation({
    // Under other filters meanwhile, it is not theirs.
    mutationFn: async () => ({ filters, isAll: true, ids: (await allOf<TaskItem>(address, query)).flatMap((task) => (isSettled(task) ? [] : [task.id])) }),
    onSuccess: setHeld,
  });
  return {
    chosen,
    isAll,
    choosing,
    choose: (id: string, taken: boolean): void => put(taken ? [...chosen, id] : chosen.filter((other) => other !== id)),
    /** All that are not settled, also on pages that were not read yet. */
    chooseAll: (): void => choosing.mutate(),
    chooseNone: (): void => put([]),
  };
}
export type Choice = ReturnType<typeof useChosen>;
