export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until the answer is yes; answers the milliseconds it took, or undefined when the limit passed first. What the question throws counts as no. */
export async function until(isSo: () => Promise<boolean>, limitMs: number, everyMs = 100): Promise<number | undefined> {
  const began = performance.now();
  for (;;) {
    if (await isSo().catch(() => false)) return performance.now() - began;
    if (performance.now() - began > limitMs) return undefined;
    await sleep(everyMs);
  }
}
