import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** Where Temporal is, in Temporal's own way: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*, TEMPORAL_PROFILE or temporal.toml. */
export interface TemporalTarget {
  readonly connectionOptions: ConnectionOptions;
  readonly namespace: string;
}

/** Reads the target from the environment and temporal.toml. An empty variable is an absent one, as docker compose and CI systems set it. */
export function temporalTarget(environment: NodeJS.ProcessEnv = process.env): TemporalTarget {
  const present = Object.entries(environment).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const]));
  const config = loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(present) });
  return { connectionOptions: config.connectionOptions as ConnectionOptions, namespace: config.namespace ?? 'default' };
}

/** A client that connects on its first call, so that an API starts and works while Temporal is away. */
export function lazyClient(target: TemporalTarget): Client {
  return new Client({ connection: Connection.lazy(target.connectionOptions), namespace: target.namespace });
}
