import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OnCrash, type Supervised, supervise } from '../supervisor.ts';
import { type Progress, temporalCliPath } from './binaries.ts';
import type { Children } from './children.ts';
import type { DataFolder } from './data-folder.ts';
import { choosePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { startTemporal } from './temporal.ts';

/** An embedded server under supervision: when it is killed it comes back on the same port. */
export interface EmbeddedDatabase {
  readonly url: string;
  readonly port: number;
  /** The server had not been shut down properly the last time. */
  readonly recovered: boolean;
  readonly server: Supervised;
}

export interface EmbeddedTemporal {
  readonly address: string;
  readonly uiUrl: string;
  /** The store is new and empty. */
  readonly fresh: boolean;
  /** Environment that leads Temporal's own libraries to this server and nowhere else. */
  readonly environment: Readonly<Record<string, string>>;
  readonly server: Supervised;
}

interface Surroundings {
  readonly folder: DataFolder;
  readonly children: Children;
  readonly onCrash: OnCrash;
}

/** PostgreSQL in the data folder. */
export async function embeddedDatabase({ folder, children, onCrash }: Surroundings, named: number | undefined): Promise<EmbeddedDatabase> {
  const port = await choosePort({ what: 'PostgreSQL', variable: 'DUBAN_PG_PORT', named, usual: 55_432 });
  const start = () =>
    startPostgres({
      folder: folder.postgres,
      port,
      log: join(folder.logs, 'postgres.log'),
      superuserPassword: folder.secret('postgres'),
      ownerPassword: folder.secret('duban'),
      children,
    });
  const first = await start();
  const server = supervise('PostgreSQL', first.child, async () => (await start()).child, onCrash);
  return { url: first.url, port, recovered: first.recovered, server };
}

/** The Temporal dev server in the data folder. */
export async function embeddedTemporal({ folder, children, onCrash }: Surroundings, named: number | undefined, progress: Progress): Promise<EmbeddedTemporal> {
  const program = await temporalCliPath(progress);
  const [port, uiPort] = [
    await choosePort({ what: 'Temporal', variable: 'DUBAN_TEMPORAL_PORT', named, usual: 7233 }),
    await choosePort({ what: "Temporal's web UI", variable: 'DUBAN_TEMPORAL_PORT', usual: 8233 }),
  ];
  const other = (what: string): Promise<number> => choosePort({ what, variable: 'DUBAN_TEMPORAL_PORT' });
  const [httpPort, metricsPort] = [await other("Temporal's HTTP"), await other("Temporal's metrics")];
  const start = () => startTemporal({ program, folder: folder.temporal, log: join(folder.logs, 'temporal.log'), port, uiPort, httpPort, metricsPort, children });
  const first = await start();
  const server = supervise('Temporal', first.child, async () => (await start()).child, onCrash);
  // Without a file of its own, the libraries would mix in what the user has set for other clusters.
  const configFile = join(folder.run, 'temporal.toml');
  writeFileSync(configFile, '[profile.default]\n');
  return {
    address: first.address,
    uiUrl: first.uiUrl ?? '',
    fresh: first.fresh,
    environment: { TEMPORAL_ADDRESS: first.address, TEMPORAL_NAMESPACE: 'default', TEMPORAL_CONFIG_FILE: configFile },
    server,
  };
}
