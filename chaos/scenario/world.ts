import { join } from 'node:path';
import type { Client as TemporalClient } from '@temporalio/client';
import type pg from 'pg';
import { lazyClient } from '../../engine/connection.ts';
import { createPool } from '../../ledger/pool.ts';
import { type SmtpServer, startSmtpServer } from '../../test/notice/smtp-server.ts';
import { type FaultProxy, startProxy } from '../fault/proxy.ts';
import { History } from '../history.ts';
import type { Checked } from '../invariant/check.ts';
import { doorTo } from '../load/client.ts';
import { giveAddresses, type People, signInPeople } from '../load/people.ts';
import type { ChaosOptions } from '../options.ts';
import { Instance, password } from '../stack/instance.ts';

/** An instance with everything that scenarios need to break it and to look at it. */
export interface World {
  readonly instance: Instance;
  /** Between API and worker and the database; between them and Temporal. */
  readonly proxies: { readonly database: FaultProxy; readonly temporal: FaultProxy };
  readonly mail: SmtpServer;
  readonly people: People;
  readonly history: History;
  readonly pool: pg.Pool;
  readonly temporal: TemporalClient;
  readonly options: ChaosOptions;
  readonly checked: () => Checked;
  readonly close: (keep: boolean) => Promise<void>;
}

/** Starts an instance whose API and worker reach their servers through proxies, send mail to a server of ours, and fail on purpose now and then. */
export async function createWorld(options: ChaosOptions, seed: number, say: (line: string) => void): Promise<World> {
  const mail = await startSmtpServer();
  const instance = await Instance.create();
  const database = await startProxy(instance.ports.postgres);
  const towardsTemporal = await startProxy(instance.ports.temporal);
  instance.use({
    DUBAN_DATABASE_VIA: database.address,
    DUBAN_TEMPORAL_VIA: towardsTemporal.address,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(mail.port),
    SMTP_FROM: '督办 <duban@drill.invalid>',
    ...(options.buggify > 0 ? { DUBAN_BUGGIFY: `${seed}:${options.buggify}` } : {}),
  });
  let pool: pg.Pool | undefined;
  const temporal = lazyClient({ connectionOptions: { address: instance.temporalAddress }, namespace: 'default' });
  const close = async (keep: boolean): Promise<void> => {
    await instance.stop().catch((error: unknown) => say(String(error)));
    await pool?.end();
    await temporal.connection.close();
    await mail.stop();
    await database.stop();
    await towardsTemporal.stop();
    if (keep) say(`kept: ${instance.folder} and ${instance.notes}`);
    else instance.remove(false);
  };
  try {
    say(`an instance started in ${Math.round(await instance.start())} ms`);
    const straight = createPool({ url: instance.databaseUrl, max: 4, statementTimeoutMs: 0, applicationName: 'duban-chaos' });
    pool = straight;
    const history = new History(join(instance.notes, 'history.jsonl'));
    const people = await signInPeople(doorTo(instance.url), password, () => history);
    await giveAddresses(people);
    return {
      instance,
      proxies: { database, temporal: towardsTemporal },
      mail,
      people,
      history,
      pool: straight,
      temporal,
      options,
      checked: () => ({ pool: straight, temporal, attachments: join(instance.folder, 'attachments'), writes: history.writes, messages: mail.received }),
      close,
    };
  } catch (error) {
    await close(options.keep);
    throw error;
  }
}
