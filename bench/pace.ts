import { type Contender, type Step, stepsAfterOpening } from './contender.ts';

/** Steps sent at a fixed pace whatever the answers take: a slow answer delays no other, so none is left out of the figures. */
export interface Pace {
  readonly perSecond: number;
  /** True: no further step is sent. */
  readonly until: () => boolean;
  /** Told of each answer, in milliseconds. */
  readonly answered: (ms: number) => void;
}

/** Answers when every step sent has been answered. Throws when one was not answered with success. */
export async function pace(contender: Contender, { perSecond, until, answered }: Pace): Promise<void> {
  const idle: { readonly id: string; readonly left: readonly Step[] }[] = [];
  const sent = new Set<Promise<void>>();
  let failure: unknown;
  const take = async (): Promise<void> => {
    const next = idle.shift();
    const began = performance.now();
    const [step, ...left] = next?.left ?? [];
    const id = next?.id ?? (await contender.open());
    if (next && step) await contender.step(id, step);
    answered(performance.now() - began);
    if (!next) idle.push({ id, left: stepsAfterOpening });
    else if (left.length > 0) idle.push({ id, left });
  };
  const began = performance.now();
  for (let count = 0; !until() && failure === undefined; count++) {
    const wait = began + (count * 1_000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const one: Promise<void> = take()
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => sent.delete(one));
    sent.add(one);
  }
  await Promise.all(sent);
  if (failure !== undefined) throw failure;
}
