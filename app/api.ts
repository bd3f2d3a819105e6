import { startApi } from './api-service.ts';
import { runService } from './run-service.ts';

await runService('api', startApi);
