import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpuOf, memoryOf } from '../../bench/process-cost.ts';

const onLinux = process.platform === 'linux' ? test : test.skip;
const burn = 'const end = process.cpuUsage().user + 400_000; while (process.cpuUsage().user < end);';

describe('what a part of a system costs', () => {
  onLinux('CPU time of a child counts while it lives and after it has ended, and not twice; a part of its own is left out', async () => {
    const parent = spawn(process.execPath, [
      '-e',
      `const { spawn } = require('node:child_process');
       const gone = spawn(process.execPath, ['-e', ${JSON.stringify(burn)}]);
       gone.on('exit', () => {
         const living = spawn(process.execPath, ['-e', ${JSON.stringify(`${burn} console.log(process.pid); setInterval(() => {}, 1000)`)}]);
         living.stdout.pipe(process.stdout);
         process.on('SIGTERM', () => { living.kill(); process.exit(); });
       });`,
    ]);
    try {
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = parent.pid ?? 0;
      const whole = cpuOf([{ name: 'whole', pid }]).get('whole') ?? 0;
      const parts = cpuOf([
        { name: 'parent', pid },
        { name: 'child', pid: Number(said.toString()) },
      ]);
      expect(whole).toBeGreaterThan(0.8);
      expect(parts.get('child')).toBeGreaterThan(0.4);
      expect(parts.get('parent')).toBeGreaterThan(0.4);
      expect((parts.get('parent') ?? 0) + (parts.get('child') ?? 0)).toBeCloseTo(whole, 0);
      const memory = memoryOf([{ name: 'whole', pid }]).get('whole');
      expect(memory?.processes).toBe(2);
      expect(memory?.rssBytes).toBeGreaterThan(20_000_000);
      expect(memory?.pssBytes).toBeLessThanOrEqual(memory?.rssBytes ?? 0);
    } finally {
      parent.kill();
      await once(parent, 'exit');
    }
  });
});
