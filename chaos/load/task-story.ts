import type { Random } from '../random.ts';
import { type Command, type Manner, send } from './acting.ts';
import type { Client } from './client.ts';
import type { People } from './people.ts';
import type { Story } from './story.ts';

interface TaskView {
  readonly id: string;
  readonly stage: string;
  readonly lead: { readonly id: string };
  readonly extension: object | null;
  readonly urgingNotice: { readonly state: string } | null;
}

const seconds = (value: number) => ({ value, unit: 'second' });

/** A task between its lead unit and the office: signed, reported on, submitted, sent back, accepted; extended, urged, relapsed. */
export class TaskStory implements Story {
  readonly #random: Random;
  readonly #people: People;
  readonly #manner: Manner;
  readonly #id: string;
  readonly #liaison: Client;
  #view: TaskView;
  #relapses = 0;
  readyAt = 0;
  isOver = false;

  constructor(random: Random, people: People, manner: Manner, view: TaskView, liaison: Client) {
    this.#random = random;
    this.#people = people;
    this.#manner = manner;
    this.#id = view.id;
    this.#view = view;
    this.#liaison = liaison;
    this.readyAt = Date.now() + random.int(0, 8_000);
  }

  async step(): Promise<void> {
    const random = this.#random;
    const { office, officeToo } = this.#people;
    const view = this.#view;
    if (random.chance(0.15)) return this.#look(random.int(1_000, 4_000));
    if (view.urgingNotice?.state === 'drafted' && (view.stage === 'issued' || view.stage === 'signed') && random.chance(0.7))
      return this.#do(office, () => ({ type: 'signUrgingNotice' }));
    if (view.extension && (view.stage === 'issued' || view.stage === 'signed') && random.chance(0.6))
      return this.#do(office, (reason) => ({ type: 'decideExtension', approve: random.chance(0.6), reason }));
    switch (view.stage) {
      case 'issued':
        return random.chance(0.06) ? this.#do(this.#liaison, (reason) => ({ type: 'return', reason })) : this.#do(this.#liaison, () => ({ type: 'sign' }));
      case 'returned':
        return this.#do(office, (reason) => ({ type: 'sendBack', reason }));
      case 'signed':
        if (!view.extension && random.chance(0.12)) return this.#do(this.#liaison, (reason) => ({ type: 'requestExtension', reason, period: seconds(random.int(3, 9)) }));
        return random.chance(0.4)
          ? this.#do(this.#liaison, (progress) => ({ type: 'report', progress, percent: random.int(0, 100) }))
          : this.#do(this.#liaison, (summary) => ({ type: 'submit', summary }));
      case 'submitted':
        return random.chance(0.3) ? this.#do(office, (reason) => ({ type: 'sendBack', reason })) : this.#do(random.pick([office, officeToo]), (note) => ({ type: 'accept', note }));
      case 'accepted':
        if (this.#relapses > 1 || random.chance(0.3)) {
          this.isOver = true;
          return;
        }
        this.#relapses++;
        return this.#do(office, (reason) => ({ type: 'relapse', reason, period: seconds(random.int(2, 8)) }));
      default:
        this.isOver = true;
    }
  }

  async #do(client: Client, make: (text: string) => Command): Promise<void> {
    const answer = await send(client, `/api/v1/tasks/${this.#id}/commands`, this.#manner, this.#random, make);
    this.readyAt = Date.now() + this.#random.int(50, 1_200);
    if (answer?.status === 200) this.#view = JSON.parse(answer.text) as TaskView;
    else await this.#look(100);
  }

  async #look(pauseMs: number): Promise<void> {
    this.readyAt = Date.now() + pauseMs;
    this.#view = await this.#people.office.get<TaskView>(`/api/v1/tasks/${this.#id}`);
  }
}

interface TaskList {
  readonly items: readonly TaskView[];
  readonly next: string | null;
}

/** The stories of a campaign's tasks whose lead unit plays in the load. */
export async function taskStories(random: Random, people: People, manner: Manner, campaignId: string): Promise<readonly TaskStory[]> {
  const { items } = await people.office.get<TaskList>(`/api/v1/campaigns/${campaignId}/tasks?limit=200`);
  return items.flatMap((task) => {
    const liaison = people.liaisons.get(task.lead.id);
    return liaison ? [new TaskStory(random.child(task.id), people, manner, task, liaison)] : [];
  });
}
