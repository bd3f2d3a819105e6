/** Random walks twice over: by one seed, so that what they must have reached is reached or not and never by chance, and by a new one, fewer, so that each run explores. */
export const walks = (numRuns: number): readonly { readonly seed: number; readonly numRuns: number }[] => [
  { seed: 1, numRuns },
  { seed: Date.now(), numRuns: Math.ceil(numRuns / 3) },
];
