import { median } from './figures.ts';
import { removeFolder, startInstance } from './instance.ts';
import type { Finding, Measure, Table } from './measure.ts';
import { type Memory, memoryOf } from './process-cost.ts';

const wantedReadyMs = 10_000;
/** After the start's own work has ended: what an idle instance keeps. */
const idleMs = 10_000;
const megabyte = 2 ** 20;

const seconds = (time: number): string => `${(time / 1_000).toFixed(1)} s`;
const megabytes = (bytes: number | undefined): string => (bytes === undefined ? 'not told by this system' : `${Math.round(bytes / megabyte)} MiB`);

function memoryRows(memory: ReadonlyMap<string, Memory>): readonly (readonly string[])[] {
  const all = [...memory.values()];
  const pss = all.map((one) => one.pssBytes);
  const together: Memory = {
    rssBytes: all.reduce((sum, one) => sum + one.rssBytes, 0),
    pssBytes: pss.includes(undefined) ? undefined : pss.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0),
    processes: all.reduce((sum, one) => sum + one.processes, 0),
  };
  return [...memory, ['together', together] as const].map(([name, one]) => [name, String(one.processes), megabytes(one.pssBytes), megabytes(one.rssBytes)]);
}

/** From the command to ready, in an empty folder and in one used before; and what the instance keeps in memory when nobody asks anything. */
export const start: Measure = {
  name: 'start',
  title: 'Start, and memory at rest',
  inQuick: true,
  run: async (context) => {
    const { quick, log, workplace } = context;
    const runs = quick ? 1 : 3;
    const first: number[] = [];
    const warm: number[] = [];
    let memory: ReadonlyMap<string, Memory> = new Map();
    for (let run = 0; run < runs; run++) {
      const folder = workplace.path('start');
      const cold = await startInstance(context, folder);
      first.push(cold.readyMs);
      await cold.stop();
      const again = await startInstance(context, folder);
      warm.push(again.readyMs);
      log(`first start ${seconds(cold.readyMs)}, warm start ${seconds(again.readyMs)}`);
      if (run === runs - 1) {
        await new Promise((resolve) => setTimeout(resolve, idleMs));
        memory = memoryOf(again.parts());
      }
      await again.stop();
      removeFolder(folder);
    }
    const judged = (what: string, times: readonly number[]): Finding => ({
      what,
      seen: seconds(median(times)),
      aim: seconds(wantedReadyMs),
      ok: median(times) <= wantedReadyMs,
    });
    const table: Table = {
      title: `Memory at rest, ${idleMs / 1_000} s after a warm start`,
      heads: ['part', 'processes', 'proportional (PSS)', 'resident (RSS, shared pages counted again)'],
      rows: memoryRows(memory),
    };
    return {
      findings: [judged('first start to ready, packages installed, demo loaded', first), judged('warm start to ready', warm)],
      tables: memory.size === 0 ? [] : [table],
      notes: [`Ready is when /readyz says so: migrated, demo loaded, a worker polling. ${runs === 1 ? 'One run' : `Medians of ${runs} runs`}.`],
    };
  },
};
