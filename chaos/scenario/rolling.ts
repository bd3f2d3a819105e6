import { join } from 'node:path';
import { freePort } from '../../app/embedded/ports.ts';
import type { Door } from '../load/client.ts';
import { signInPeople } from '../load/people.ts';
import { password } from '../stack/instance.ts';
import { Service } from '../stack/service.ts';
import { type Scenario, underLoad } from './scenario.ts';

/** Rolling restarts. */
const usualTimes = 20;

/** A balancer asks so often who is in service. */
const askEveryMs = 200;
/** How long an API that was told to stop says so before it stops listening: longer than a balancer may wait for an answer. */
const noticeSeconds = 3;

/** Takes those in service in turn, as /readyz says; where nobody listens, the next one. */
function balance(urls: readonly string[]): { readonly door: Door; readonly stop: () => void } {
  const inService = new Set<string>();
  const ask = (): void => {
    for (const url of urls) {
      fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
        ({ ok }) => (ok ? inService.add(url) : inService.delete(url)),
        () => inService.delete(url),
      );
    }
  };
  const timer = setInterval(ask, askEveryMs);
  let turn = 0;
  const door: Door = {
    apart: true,
    addresses: () => {
      const known = urls.filter((url) => inService.has(url));
      const list = known.length > 0 ? known : urls;
      const first = turn++ % list.length;
      return [...list.slice(first), ...list.slice(0, first)];
    },
  };
  return { door, stop: () => clearInterval(timer) };
}

/** F18: two APIs behind a balancer that asks /readyz; each is stopped by SIGTERM in turn while people work. */
export const rolling: Scenario = {
  name: 'F18',
  title: 'SIGTERM to two APIs in turn, under load',
  apart: true,
  run: async (world, random) => {
    const { instance, history, mail } = world;
    const times = world.options.short ? 4 : usualTimes;
    const ports = [await freePort(), await freePort()];
    const environment = {
      DATABASE_URL: instance.databaseUrl,
      TEMPORAL_ADDRESS: instance.temporalAddress,
      ATTACHMENTS_DIR: join(instance.folder, 'attachments'),
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mail.port),
      SMTP_FROM: '督办 <duban@drill.invalid>',
      STOP_NOTICE_SECONDS: String(noticeSeconds),
    };
    const apis = ports.map((port) => ({ service: new Service('api', { ...environment, PORT: String(port) }, instance.notes), url: `http://127.0.0.1:${port}` }));
    const start = ({ service, url }: (typeof apis)[number]): Promise<void> => service.start(async () => (await fetch(`${url}/readyz`)).ok);
    const balancer = balance(apis.map(({ url }) => url));
    try {
      for (const api of apis) await start(api);
      const people = await signInPeople(balancer.door, password, () => history);
      const before = history.writes.length;
      const codes: (number | null)[] = [];
      await underLoad({ ...world, people }, random, async () => {
        for (let n = 0; n < times; n++) {
          const api = apis[n % apis.length];
          if (!api) continue;
          codes.push(await api.service.stop());
          await start(api);
        }
      });
      const attempts = history.writes.slice(before).flatMap((write) => write.attempts);
      const failed = attempts.filter((attempt) => attempt.known === 'unknown');
      const unclean = codes.filter((code) => code !== 0).length;
      return {
        figures: [`${times} rolling restarts by SIGTERM, ${attempts.length} requests, ${failed.length} failed`],
        faults: [
          ...(failed.length > 0
            ? [`${failed.length} requests failed: ${[...new Set(failed.map((attempt) => attempt.error ?? String(attempt.status)))].slice(0, 3).join('; ')}`]
            : []),
          ...(unclean > 0 ? [`${unclean} stops did not end with code 0`] : []),
        ],
      };
    } finally {
      balancer.stop();
      for (const { service } of apis) await service.stop();
    }
  },
};
