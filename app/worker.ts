import { runService } from './run-service.ts';
import { startWorker } from './services.ts';

await runService('worker', startWorker);
