/** How much longer than a quiet machine one may take that others use too. */
const patience = 6;

/** Well below what ends a test (jest.config.js), so that it says what it waited for. */
const longestMs = 300_000;

/** Waits until something is so; throws when it is not within six times the limit, which names what a quiet machine takes at most. `everyMs` between two looks. */
export async function until(isSo: () => Promise<boolean>, limitMs = 15_000, everyMs = 50): Promise<void> {
  const waitMs = Math.min(patience * limitMs, longestMs);
  const end = Date.now() + waitMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not so within ${waitMs} ms: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
