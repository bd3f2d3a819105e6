let aheadMs = 0;

/** Takes note of when the service answered, by the `Date` of its answer: how far this device's clock is ahead of the service's. */
export function noteDate(date: string | null): void {
  const said = Date.parse(date ?? '');
  if (!Number.isNaN(said)) aheadMs = Date.now() - said;
}

/** What time it is, in milliseconds: by the service's clock once it was heard, else by this device's. */
export const serviceNow = (): number => Date.now() - aheadMs;
