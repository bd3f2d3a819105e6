import { campaignHistory } from './campaign-history.ts';
import { caseHistory } from './case-history.ts';
import { consolePages } from './console.ts';
import { deadlines } from './deadlines.ts';
import { importing } from './import.ts';
import { latency } from './latency.ts';
import { launch } from './launch.ts';
import type { Measure } from './measure.ts';
import { reads } from './reads/reads.ts';
import { start } from './start.ts';
import { storage } from './storage.ts';
import { throughput } from './throughput.ts';
import { years } from './years.ts';

/** Everything that `npm run bench` measures, in this order: those that share an instance begin on an emptier one. */
export const measures: readonly Measure[] = [throughput, latency, deadlines, start, storage, importing, caseHistory, campaignHistory, launch, years, reads, consolePages];
