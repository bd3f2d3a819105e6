/** How much longer than a quiet machine one may take that others use too. */
const patience = 6;

/** Waits until something is so; throws when it is not within six times the limit, which names what a quiet machine takes at most. `everyMs` between two looks. */
export async function until(isSo: () => Promise<boolean>, limitMs = 15_000, everyMs = 50): Promise<void> {
  const end = Date.now() + patience * limitMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not so within ${patience * limitMs} ms: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
