import type { components } from '../api/types.ts';

/** How tasks are chased unless the launch says otherwise: ladders with their rungs. */
export type Ladders = components['schemas']['LaunchPreview']['ladders'];
export type Rung = Ladders[number]['rungs'][number];

/** What the office makes of a rung: another offset, somebody else who is told, or none at all. */
export interface RungChoice {
  readonly value: number;
  readonly kept: boolean;
  readonly to: Rung['to'];
}

/** Choices by ladder and rung; what is not in it stays as it is by default. */
export type LadderChoice = Readonly<Record<string, RungChoice>>;

export const placeOf = (ladder: string, { rung }: Pick<Rung, 'rung'>): string => `${ladder} ${rung}`;

/** A ladder that may be changed; of one that was changed before, the rungs that it left out. */
export type OfferedLadder = Ladders[number] & { readonly leftOut?: readonly Rung[] };

/** Its rungs in order of time, those that it has and those that it might have. */
export const offered = ({ rungs, leftOut = [] }: OfferedLadder): readonly { readonly rung: Rung; readonly isKept: boolean }[] =>
  [...rungs.map((rung) => ({ rung, isKept: true })), ...leftOut.map((rung) => ({ rung, isKept: false }))].toSorted((one, other) => one.rung.offset.value - other.rung.offset.value);

/** What holds for a rung; without a choice it stays as it is. */
export const chosenOf = (choice: LadderChoice, ladder: string, rung: Pick<Rung, 'rung' | 'offset' | 'to'>, isKept = true): RungChoice =>
  choice[placeOf(ladder, rung)] ?? { value: rung.offset.value, kept: isKept, to: rung.to };

/** The ladders that are another by this choice, rungs in order of time; nothing where all stay as they are. */
export function laddersOf(
  ladders: readonly OfferedLadder[],
  choice: LadderChoice,
): { readonly ladders?: Readonly<Record<string, readonly Pick<Rung, 'rung' | 'offset' | 'to'>[]>> } {
  const changed = ladders.flatMap((one) => {
    const { ladder, rungs } = one;
    const made = offered(one).flatMap(({ rung: { rung, offset, to }, isKept }) => {
      const { value, kept, to: told } = chosenOf(choice, ladder, { rung, offset, to }, isKept);
      return kept ? [{ rung, offset: { ...offset, value }, to: told }] : [];
    });
    const stands = ({ rung, offset, to }: (typeof made)[number]): boolean => rungs.some((old) => old.rung === rung && old.offset.value === offset.value && old.to === to);
    const isSame = made.length === rungs.length && made.every(stands);
    return isSame ? [] : [[ladder, made.toSorted((first, second) => first.offset.value - second.offset.value)] as const];
  });
  return changed.length === 0 ? {} : { ladders: Object.fromEntries(changed) };
}
