import { deadlines } from './deadlines.ts';
import { latency } from './latency.ts';
import type { Measure } from './measure.ts';
import { reads } from './reads/reads.ts';
import { throughput } from './throughput.ts';

/** Everything that `npm run bench` measures, in this order. */
export const measures: readonly Measure[] = [throughput, latency, deadlines, reads];
