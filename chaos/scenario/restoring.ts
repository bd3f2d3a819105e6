import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { readBeacon } from '../../engine/beacon.ts';
import { lazyClient } from '../../engine/connection.ts';
import { readMark } from '../../ledger/beacon.ts';
import { createPool } from '../../ledger/pool.ts';
import { type SmtpServer, startSmtpServer } from '../../test/notice/smtp-server.ts';
import { answersOf, knownOf, type Write } from '../history.ts';
import { acknowledged } from '../invariant/acknowledged.ts';
import { chains } from '../invariant/chain.ts';
import { checkHealed } from '../invariant/check.ts';
import type { Finding } from '../invariant/finding.ts';
import { mail } from '../invariant/mail.ts';
import { readEvidence } from '../invariant/read.ts';
import { rungs } from '../invariant/rungs.ts';
import { stages } from '../invariant/stages.ts';
import type { Random } from '../random.ts';
import { runCommand } from '../stack/command.ts';
import { cleanEnvironment, Instance } from '../stack/instance.ts';
import { sleep, until } from '../stack/until.ts';
import { type Result, underLoad } from './scenario.ts';
import type { World } from './world.ts';

/** Work under load gives a number every second or so; a machine that takes this long for one works no more. */
const numbersLimitMs = 60_000;
/** The keeper tells the beacon every half minute which numbers were given. */
const beaconLimitMs = 60_000;
/** From a released notice to its mail: the sweep's half minute, ten seconds of gathering, a sign-in's worth of slack. */
const mailLimitMs = 90_000;

/** A backup taken in the middle of work that went on after it. */
export interface Backup {
  readonly file: string;
  /** Writes that were answered before the backup began: these must be in it. */
  readonly before: readonly Write[];
  readonly after: readonly Write[];
}

/** Works, takes a backup meanwhile, works on. */
export async function backUpUnderLoad(world: World, random: Random): Promise<Backup> {
  const { instance, history, options } = world;
  const file = join(instance.notes, `ledger-${Date.now()}.backup`);
  const first = history.writes.length;
  let began = 0;
  let ended = 0;
  await underLoad(world, random, async () => {
    await sleep(options.loadSeconds * 500);
    began = Date.now();
    await runCommand('app/backup.ts', [file], instance.commandEnvironment);
    ended = Date.now();
    await cp(join(instance.folder, 'attachments'), join(instance.notes, 'attachments'), { recursive: true });
    // What is lost must contain numbers, however long the backup took, or the jump would not be tried.
    const { series: saved } = await readMark(world.pool);
    const isGiven = async (): Promise<boolean> => Object.entries((await readMark(world.pool)).series).some(([name, last]) => last > (saved[name] ?? 0));
    if ((await until(isGiven, numbersLimitMs, 250)) === undefined) throw new Error(`No number was given within ${numbersLimitMs / 1000} s after the backup.`);
  });
  const isBefore = (write: Write): boolean => answersOf(write).some((attempt) => attempt.endedAt < began);
  // What was under way while the backup was taken may be in it or not.
  const begun = (write: Write): number => write.attempts[0]?.sentAt ?? 0;
  return {
    file,
    before: history.writes.filter(isBefore),
    after: history.writes.slice(first).filter((write) => begun(write) > ended && knownOf(write) === 'ok'),
  };
}

/** A fresh, unused instance that mails to a server of its own. */
export interface Fresh {
  readonly instance: Instance;
  readonly mail: SmtpServer;
}

export async function startFresh(): Promise<Fresh> {
  const server = await startSmtpServer();
  const instance = await Instance.create();
  instance.use({ DUBAN_DEMO: 'off', SMTP_HOST: '127.0.0.1', SMTP_PORT: String(server.port), SMTP_FROM: '督办 <duban@drill.invalid>' });
  await instance.start();
  return { instance, mail: server };
}

/**
 * Restores the backup into the fresh instance while the old Temporal still knows which numbers were given out, and starts it again with its own, empty Temporal.
 * Nothing may leave before it is released, every open process must run again, and no number may be given twice.
 */
export async function restoreInto(world: World, { instance, mail: server }: Fresh, backup: Backup): Promise<Result & { readonly findings: readonly Finding[] }> {
  const faults: string[] = [];
  const { series: given, ledgerId } = await readMark(world.pool);
  const isTold = async (): Promise<boolean> => {
    const memory = await readBeacon(world.temporal, ledgerId);
    return Object.entries(given).every(([name, last]) => (memory?.series[name] ?? 0) >= last);
  };
  if ((await until(isTold, beaconLimitMs, 500)) === undefined) faults.push(`the beacon did not learn the numbers given within ${beaconLimitMs / 1000} s`);
  const said = await runCommand('app/restore.ts', [backup.file], cleanEnvironment({ DATABASE_URL: instance.databaseUrl, TEMPORAL_ADDRESS: world.instance.temporalAddress }));
  await instance.stop();
  await cp(join(world.instance.notes, 'attachments'), join(instance.folder, 'attachments'), { recursive: true, force: true });
  await instance.start();
  const pool = createPool({ url: instance.databaseUrl, max: 4, statementTimeoutMs: 0, applicationName: 'duban-chaos' });
  const temporal = lazyClient({ connectionOptions: { address: instance.temporalAddress }, namespace: 'default' });
  try {
    const { findings: healed, tookMs } = await checkHealed({ pool, temporal });
    const evidence = await readEvidence(pool);
    const { series } = await readMark(pool);
    const held = await pool.query('SELECT 1 FROM ledger_state WHERE held_since IS NOT NULL');
    const waiting = evidence.deliveries.filter((delivery) => delivery.state === 'pending' || delivery.state === 'frozen').length;
    if (held.rowCount !== 1) faults.push('deliveries are not held after the restore');
    if (waiting === 0) faults.push('no delivery waits: the hold was not tried');
    if (server.received.length > 0) faults.push(`${server.received.length} messages left before anybody released them`);
    for (const [name, last] of Object.entries(given))
      if ((series[name] ?? 0) < last) faults.push(`the series ${name} stands at ${series[name]}, and ${last} was given out before the loss`);
    const jumped = evidence.voids.reduce((sum, { from, until: end }) => sum + end - from + 1, 0);
    if (jumped === 0) faults.push('no number is void: the jump was not tried');
    const lost = backup.after.filter((write) => !evidence.commands.some((command) => command.key === write.key && command.personId === write.personId)).length;
    const mailed = await release(instance, server);
    if (mailed === undefined) faults.push(`no mail left within ${mailLimitMs / 1000} s of the release`);
    const early = server.received.length;
    const later = await readEvidence(pool);
    return {
      figures: [
        said.split('\n')[0] ?? '',
        `healed ${tookMs === undefined ? 'not in time' : `after ${(tookMs / 1000).toFixed(1)} s`}; ${waiting} deliveries held, ${jumped} numbers void; ${lost} of ${backup.after.length} later writes lost, as a restore loses them`,
        `after the release the first mail left within ${((mailed ?? Number.NaN) / 1000).toFixed(1)} s`,
      ],
      faults,
      findings: [
        ...healed,
        acknowledged(backup.before, evidence),
        rungs(evidence),
        stages(evidence),
        chains(evidence),
        mail([...server.received.slice(0, early), ...world.mail.received.map((message) => ({ ...message, fromLost: true as const })), ...server.received.slice(early)], later, {
          waits: true,
          early,
        }),
      ],
    };
  } finally {
    await pool.end();
    await temporal.connection.close();
  }
}

/** An administrator releases the deliveries. Answers the milliseconds until the first message left; undefined when none did in time. */
async function release(instance: Instance, server: SmtpServer): Promise<number | undefined> {
  await runCommand('app/release-deliveries.ts', [], instance.commandEnvironment);
  return until(async () => server.received.length > 0, mailLimitMs, 250);
}

/** Stops it and removes what it kept. */
export async function endFresh({ instance, mail: server }: Fresh, keep: boolean): Promise<void> {
  await instance.stop();
  await server.stop();
  instance.remove(keep);
}
