import { runService } from './run-service.ts';
import { startWorker } from './start-worker.ts';

await runService('worker', startWorker);
