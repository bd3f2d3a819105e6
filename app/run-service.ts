import type { Logger } from 'pino';
import { type Config, loadConfig } from './config.ts';
import { describeFailure, StartFailure } from './failure.ts';
import { createLogger } from './logger.ts';

/** A service that runs until it is stopped. */
export interface Running {
  /** Rejects when the service died by itself; resolves when it has stopped. */
  readonly done: Promise<void>;
  /** Takes itself out of service, lets what is in hand end, closes its connections. */
  readonly stop: () => Promise<void>;
}

/** Starts a service in this process. */
export type StartService = (config: Config, logger: Logger) => Promise<Running>;

/** After SIGTERM a service has this long; a supervisor or orchestrator should wait a little longer (docker-compose.yml: 40 s). */
const stopLimitMs = 30_000;

/**
 * Runs one service as this process's whole purpose: configuration from the environment, JSON logs to standard output, SIGTERM and SIGINT stop it
 * gracefully, a second signal at once. Exit code 0 after a stop, 1 when it failed.
 */
export async function runService(name: string, start: StartService): Promise<void> {
  let level = 'info';
  try {
    const config = loadConfig();
    level = config.logLevel;
    const logger = createLogger(name, level);
    process.on('uncaughtException', (error) => {
      logger.fatal({ err: error }, 'an error that nobody handled');
      process.exit(1);
    });
    const service = await start(config, logger);
    logger.info('started');
    let stopping = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (stopping) {
        logger.warn({ signal }, 'stopped by force');
        process.exit(1);
      }
      stopping = true;
      logger.info({ signal }, 'stopping');
      setTimeout(() => {
        logger.error('did not stop in time');
        process.exit(1);
      }, stopLimitMs).unref();
      service.stop().then(
        () => {
          logger.info('stopped');
          process.exit(0);
        },
        (error: unknown) => {
          logger.error({ err: error }, 'did not stop cleanly');
          process.exit(1);
        },
      );
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
    service.done.catch((error: unknown) => {
      logger.fatal({ err: error }, 'the service died');
      process.exit(1);
    });
  } catch (error) {
    if (error instanceof StartFailure) process.stderr.write(`${describeFailure(error)}\n`);
    createLogger(name, level).fatal({ err: error }, 'could not start');
    process.exit(1);
  }
}
