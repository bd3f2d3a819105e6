/** Waits until something is so; throws when it is not within the limit. `everyMs` between two looks. */
export async function until(isSo: () => Promise<boolean>, limitMs = 15_000, everyMs = 50): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not so within ${limitMs} ms: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
