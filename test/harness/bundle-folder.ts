import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The bundle is the same for all tests of a run: made once, kept beside other temporary files. */
export const bundleFolder = join(tmpdir(), 'duban-test-bundle');
