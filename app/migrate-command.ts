import { runMigrations } from './migrate.ts';

await runMigrations();
