import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** Where Temporal is, in Temporal's own way: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*, TEMPORAL_PROFILE or temporal.toml. */
export interface TemporalTarget {
  readonly connectionOptions: ConnectionOptions;
  readonly namespace: string;
}

/** Reads the target from the environment and temporal.toml. */
export function temporalTarget(): TemporalTarget {
  const config = loadClientConnectConfig();
  return { connectionOptions: config.connectionOptions as ConnectionOptions, namespace: config.namespace ?? 'default' };
}

/** A client that connects on its first call, so that an API starts and works while Temporal is away. */
export function lazyClient(target: TemporalTarget): Client {
  return new Client({ connection: Connection.lazy(target.connectionOptions), namespace: target.namespace });
}
