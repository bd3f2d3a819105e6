import type { z } from 'zod';
import { StartFailure } from '../failure.ts';
import { type Notification, Notifications } from './answers.ts';
import { type Person, Refused, signIn } from './client.ts';
import { awaited, type Said, type Story } from './story.ts';

/** How fast the drill runs; seconds from the launch or from the due moment. */
export interface Tempo {
  readonly pauseMs: number;
  /** Period of the silent unit's task. */
  readonly due: number;
  readonly reminder: number;
  readonly escalation: number;
  readonly urging: number;
  readonly leadingGroup: number;
  /** Period of the order in the case. */
  readonly order: number;
}

export const usualTempo: Tempo = { pauseMs: 350, due: 16, reminder: -6, escalation: 5, urging: 10, leadingGroup: 16, order: 6 };
/** For machines: no pauses, ladders as short as a busy machine can keep in order. */
export const fastTempo: Tempo = { pauseMs: 0, due: 10, reminder: -5, escalation: 3, urging: 6, leadingGroup: 9, order: 3 };

/** How much later than its moment a thing of time may come before the walk calls it missing. */
export const patienceMs = 30_000;

/** Login of each unit's liaison officer in the demo district, by the unit's short name. */
const liaisons: Readonly<Record<string, string>> = {
  宣传部: 'liaison-publicity',
  卫健委: 'liaison-health',
  文体旅游局: 'liaison-culture',
  教育局: 'liaison',
  经发局: 'liaison-economy',
  总工会: 'liaison-union',
  城管局: 'liaison-city-management',
  市场监管局: 'liaison-market',
  住建局: 'liaison-housing',
  民政局: 'liaison-civil',
  人社局: 'liaison-labour',
  团区委: 'liaison-youth',
  妇联: 'liaison-women',
  生态环境局: 'liaison-ecology',
  东港街道: 'liaison-street-east',
  西湾街道: 'liaison-street-west',
  北山街道: 'liaison-street-north',
};

export const liaisonOf = (unit: string): string => liaisons[unit] ?? `liaison of ${unit}`;

/** The people of the story and how it is told. Each signs in when first needed. */
export class Cast {
  readonly url: string;
  readonly story: Story;
  readonly tempo: Tempo;
  readonly #password: string;
  readonly #people = new Map<string, Promise<Person>>();

  constructor(url: string, password: string, story: Story, tempo: Tempo) {
    this.url = url;
    this.#password = password;
    this.story = story;
    this.tempo = tempo;
  }

  /** Somebody by login. Throws a `StartFailure` when the demo does not know them or the password is another. */
  person(username: string): Promise<Person> {
    const known = this.#people.get(username);
    if (known) return known;
    const signing = signIn(this.url, username, this.#password).catch((error: unknown) => {
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      throw new StartFailure(
        `${this.url} does not accept the demo login "${username}".`,
        'The password is not the one with which the demo was loaded, or this instance has no demo.',
        'DUBAN_DEMO_PASSWORD=<demo password that npm start printed> npm run walk; without a demo: DUBAN_DATA_DIR=<a new folder> npm start',
        { cause: error },
      );
    });
    this.#people.set(username, signing);
    return signing;
  }

  /** Waits for a notice of this process in somebody's own list, and tells it. */
  async hears(username: string, processId: string, wanted: { readonly rung?: string; readonly kind?: string }, what: Said, limitMs = patienceMs): Promise<Notification> {
    const person = await this.person(username);
    const notice = await awaited(what, limitMs, async () => {
      const { items } = await person.get('/api/v1/notifications?limit=100', Notifications);
      return items.find(
        (item) => item.process.id === processId && (wanted.rung === undefined || item.rung === wanted.rung) && (wanted.kind === undefined || item.kind === wanted.kind),
      );
    });
    await this.story.hears(person.name, { zh: notice.title, en: what.en });
    return notice;
  }

  /** Does what must be refused with exactly this code, and tells how it was. */
  async refused(code: string, status: number, ask: () => Promise<unknown>): Promise<Refused> {
    try {
      await ask();
    } catch (error) {
      if (error instanceof Refused && error.code === code && error.status === status) return error;
      throw error;
    }
    throw new Error(`expected ${status} ${code}, but it was accepted`);
  }

  /** Ends every session that the walk opened. */
  async signOut(): Promise<void> {
    const people = await Promise.allSettled(this.#people.values());
    await Promise.allSettled(people.map((one) => (one.status === 'fulfilled' ? one.value.signOut() : undefined)));
  }
}

/** A step on a thing, as anyone in a post takes it. */
export const step = <T extends z.ZodType>(
  person: Person,
  things: 'campaigns' | 'tasks' | 'cases',
  id: string,
  schema: T,
  command: { readonly type: string },
): Promise<z.output<T>> => person.post(`/api/v1/${things}/${id}/commands`, schema, { body: command });
