import { capacityOf, type Me } from './acting.ts';

const kept = (personId: string): string => `duban.post.${personId}`;
const listeners = new Set<() => void>();

/** What was chosen last on this device. */
export const chosenBy = (personId: string): string | null => localStorage.getItem(kept(personId));

/** Keeps a choice, in every window of this device. */
export function choose(personId: string, id: string): void {
  localStorage.setItem(kept(personId), id);
  for (const hear of listeners) hear();
}

/** Whoever signs in again acts for nobody else until it is chosen anew. */
export function forgetDelegation(me: Me): void {
  if (capacityOf(me, chosenBy(me.id))?.delegation) localStorage.removeItem(kept(me.id));
}

/** Hears of choices, also of those made in other windows. */
export function onChoice(hear: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent): void => {
    if (key?.startsWith(kept(''))) hear();
  };
  listeners.add(hear);
  window.addEventListener('storage', elsewhere);
  return () => {
    listeners.delete(hear);
    window.removeEventListener('storage', elsewhere);
  };
}
