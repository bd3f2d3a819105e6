import { runService } from './run-service.ts';
import { startApi } from './services.ts';

await runService('api', startApi);
