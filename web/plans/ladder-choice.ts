import type { components } from '../api/types.ts';

/** How tasks are chased unless the launch says otherwise: ladders with their rungs. */
export type Ladders = components['schemas']['LaunchPreview']['ladders'];
export type Rung = Ladders[number]['rungs'][number];

/** What the office makes of a rung: another offset, or none at all. */
export interface RungChoice {
  readonly value: number;
  readonly kept: boolean;
}

/** Choices by ladder and rung; what is not in it stays as it is by default. */
export type LadderChoice = Readonly<Record<string, RungChoice>>;

export const placeOf = (ladder: string, { rung }: Pick<Rung, 'rung'>): string => `${ladder} ${rung}`;

/** What holds for a rung. */
export const chosenOf = (choice: LadderChoice, ladder: string, rung: Pick<Rung, 'rung' | 'offset'>): RungChoice =>
  choice[placeOf(ladder, rung)] ?? { value: rung.offset.value, kept: true };

/** The ladders that a launch takes in place of the default ones, rungs in order of time; nothing where all stay as they are. */
export function laddersOf(ladders: Ladders, choice: LadderChoice): { readonly ladders?: Readonly<Record<string, readonly Pick<Rung, 'rung' | 'offset' | 'to'>[]>> } {
  const changed = ladders.flatMap(({ ladder, rungs }) => {
    const made = rungs.flatMap(({ rung, offset, to }) => {
      const { value, kept } = chosenOf(choice, ladder, { rung, offset });
      return kept ? [{ rung, offset: { ...offset, value }, to }] : [];
    });
    const isSame = made.length === rungs.length && made.every(({ offset }, place) => offset.value === rungs[place]?.offset.value);
    return isSame ? [] : [[ladder, made.toSorted((one, other) => one.offset.value - other.offset.value)] as const];
  });
  return changed.length === 0 ? {} : { ladders: Object.fromEntries(changed) };
}
