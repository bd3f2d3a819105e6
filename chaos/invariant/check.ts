import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { verify } from '../../ledger/verify.ts';
import type { Write } from '../history.ts';
import { uploadText } from '../load/case-story.ts';
import { runningWorkflows } from '../stack/temporal.ts';
import { until } from '../stack/until.ts';
import { acknowledged } from './acknowledged.ts';
import { chains } from './chain.ts';
import { files, keptFiles } from './files.ts';
import { type Finding, finding } from './finding.ts';
import { type Message, mail } from './mail.ts';
import { once } from './once.ts';
import { readEvidence } from './read.ts';
import { rungs } from './rungs.ts';
import { stages } from './stages.ts';
import { workflows } from './workflows.ts';

/** Where the checks look. */
export interface Checked {
  /** Straight to the database, past every proxy, without a statement time-out. */
  readonly pool: pg.Pool;
  readonly temporal: Client;
  readonly attachments: string;
  readonly writes: readonly Write[];
  readonly messages: readonly Message[];
}

/** After healing everything is as it should be within this time: 30 s of grace for an unseen move, a sweep each 30 s, and the looks themselves. */
export const healedWithinMs = 90_000;
/** A rung may be noted this late once all is healed; what was missed during an outage is due within two minutes of its end. */
const rungSlackMs = 120_000;

const hashOf = (key: string): string => createHash('sha256').update(uploadText(key)).digest('hex');

/** What must hold at every moment, also in the middle of faults: I1, I2, I4 to I8, and of I9 that whatever is said to be sent was. */
export async function checkSafety({ pool, attachments, writes, messages }: Checked): Promise<readonly Finding[]> {
  const early = messages.length;
  const evidence = await readEvidence(pool);
  const kept = await keptFiles(attachments);
  const verified = await verify(pool);
  const uploads = writes.filter((write) => write.type === 'upload').map(({ attempts, key }) => ({ attempts, marker: key }));
  return [
    acknowledged(writes, evidence),
    once(writes, evidence),
    finding(
      'I4',
      verified.facts,
      verified.faults.map((fault) => `${fault.type} ${fault.processId}: ${fault.what}: ${fault.detail}`),
    ),
    rungs(evidence),
    stages(evidence),
    chains(evidence),
    files(evidence.attachments, kept, uploads, hashOf),
    mail(messages, evidence, { waits: true, early }),
  ];
}

/** What must hold once everything has been healed for a while: I3, and of I5 that no rung was forgotten. Waits for it as long as is promised; answers how long it took. */
export async function checkHealed({ pool, temporal }: Pick<Checked, 'pool' | 'temporal'>): Promise<{ readonly findings: readonly Finding[]; readonly tookMs: number | undefined }> {
  const look = async (): Promise<readonly Finding[]> => {
    const running = await runningWorkflows(temporal);
    const evidence = await readEvidence(pool);
    return [workflows(evidence.processes, running), rungs(evidence, rungSlackMs)];
  };
  const isQuiet = async (): Promise<boolean> => {
    const { rows } = await pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM watch w JOIN process p ON p.id = w.process_id
 WHERE w.seen < w.wanted OR (p.settled AND NOT p.closed) OR (p.timed AND NOT p.closed AND p.wake_at < ledger_now() - interval '2 seconds')`,
    );
    return rows[0]?.n === 0 && (await look()).every(({ faults }) => faults.length === 0);
  };
  const tookMs = await until(isQuiet, healedWithinMs, 500);
  return { findings: await look(), tookMs };
}
