// `npm run start:api` and `npm run start:worker`: builds the service from this checkout (a quarter of a second) and runs it in this very process.
import { pathToFileURL } from 'node:url';
import { buildProgram } from './build.mjs';
import { buildConsole } from './build-console.mjs';

// Errors name lines of the sources.
process.setSourceMapsEnabled(true);
if (process.argv[2] === 'api') await buildConsole();
await import(pathToFileURL(await buildProgram(process.argv[2])).href);
