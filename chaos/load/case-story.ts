import type { Random } from '../random.ts';
import { type Command, type Manner, send } from './acting.ts';
import type { Answer, Client } from './client.ts';
import type { Body } from './people.ts';
import type { Story } from './story.ts';

interface CaseView {
  readonly id: string;
  readonly stage: string;
  readonly version: number;
  readonly extensions: readonly { readonly status: string }[];
  readonly closeRequest: object | null;
  readonly inspections: readonly { readonly kind: string; readonly result: string }[];
  readonly orders: readonly { readonly outcome: string | null }[];
}

const seconds = (value: number) => ({ value, unit: 'second' });

/** A case's own ladder and limits in seconds, so that deadlines fall while the load runs. */
const drill = (random: Random) => ({
  ladder: [
    { rung: 'reminder', offset: seconds(-1), to: 'responsible' },
    { rung: 'overdue', offset: seconds(0), to: 'managerInCharge' },
    { rung: 'stillOverdue', offset: seconds(2), to: 'managerInCharge' },
  ],
  limits: { inspect: seconds(random.int(2, 6)), measure: seconds(random.int(2, 4)), followUp: seconds(random.int(2, 4)), conclude: seconds(random.int(3, 6)), decide: seconds(3) },
});

/** An enforcement case from its opening to its close, worked by two inspectors and their manager; some wait until a deadline has passed, some relapse. */
export class CaseStory implements Story {
  readonly #random: Random;
  readonly #body: Body;
  readonly #partyId: string;
  readonly #manner: Manner;
  #view: CaseView | undefined;
  #attachment: string | undefined;
  #relapses = 0;
  #lost = 0;
  readyAt = 0;
  isOver = false;

  constructor(random: Random, body: Body, partyId: string, manner: Manner) {
    this.#random = random;
    this.#body = body;
    this.#partyId = partyId;
    this.#manner = manner;
  }

  async step(): Promise<void> {
    if (!this.#view) await this.#open();
    else await this.#next(this.#view);
  }

  async #open(): Promise<void> {
    const { inspectors } = this.#body;
    const answer = await send(
      this.#random.pick(inspectors),
      '/api/v1/cases',
      this.#manner,
      this.#random,
      (text) => ({ type: 'open', partyId: this.#partyId, title: text, source: 'complaint', ...drill(this.#random) }),
      'open',
    );
    if (answer?.status === 201) this.#view = JSON.parse(answer.text) as CaseView;
    else this.isOver = true;
  }

  async #next(view: CaseView): Promise<void> {
    const random = this.#random;
    const { manager } = this.#body;
    const pending = view.extensions.some((one) => one.status === 'pending');
    if (view.closeRequest && random.chance(0.7)) return this.#do(manager, (reason) => ({ type: 'decideClose', approve: random.chance(0.5), reason }));
    if (pending && random.chance(0.7)) return this.#do(manager, (reason) => ({ type: 'decideExtension', approve: random.chance(0.6), reason }));
    // Now and then nobody does anything until a deadline has passed.
    if (random.chance(0.15)) return this.#wait(random.int(1_000, 5_000));
    switch (view.stage) {
      case 'opened':
        return random.chance(0.06)
          ? this.#do(this.#anyInspector(), (reason) => ({ type: 'close', reason }))
          : this.#visit('recordInspection', random.chance(0.8) ? 'violation' : 'clean');
      case 'inspected':
        return this.#measure(view);
      case 'ordered':
        return this.#ordered(pending);
      case 'corrected':
        return this.#visit('recordFollowUp', random.pick(['rectified', 'rectified', 'rectified', 'partly', 'not']));
      case 'filed':
        return view.orders.some((order) => order.outcome === null)
          ? this.#visit('recordFollowUp', 'rectified')
          : this.#do(this.#anyInspector(), (decision) => ({ type: 'concludeFiled', decision, penaltyFen: 10_000 }));
      case 'closed':
        return this.#closed();
      default:
        return this.#look(random.int(200, 800));
    }
  }

  #measure(view: CaseView): Promise<void> {
    const random = this.#random;
    const inspector = this.#anyInspector();
    const last = view.inspections.at(-1);
    if (last?.kind === 'followUp' && last.result === 'not') return this.#do(inspector, (reason) => ({ type: 'fileCase', reason }));
    if (random.chance(0.1)) return this.#do(inspector, (reason) => ({ type: 'fileCase', reason }));
    if (random.chance(0.1)) return this.#do(inspector, (reason) => ({ type: 'summonForTalk', reason }));
    if (random.chance(0.1)) return this.#do(inspector, (reason) => ({ type: 'suspendBusiness', reason, period: seconds(random.int(1, 4)) }));
    return this.#do(inspector, (requirements) => ({ type: 'issueOrder', requirements, period: seconds(random.int(1, 5)) }));
  }

  #ordered(pending: boolean): Promise<void> {
    const random = this.#random;
    const inspector = this.#anyInspector();
    if (!pending && random.chance(0.15)) return this.#do(inspector, (reason) => ({ type: 'requestExtension', reason, period: seconds(random.int(1, 4)) }));
    if (random.chance(0.25)) return this.#wait(random.int(2_000, 6_000));
    if (random.chance(0.6))
      return this.#do(inspector, (description) => ({ type: 'submitRectification', description, ...(this.#attachment === undefined ? {} : { evidence: [this.#attachment] }) }));
    return this.#visit('recordFollowUp', random.pick(['rectified', 'rectified', 'partly', 'not']));
  }

  async #closed(): Promise<void> {
    if (this.#relapses > 0 || !this.#random.chance(0.25)) {
      this.isOver = true;
      return;
    }
    this.#relapses++;
    await this.#do(this.#anyInspector(), (reason) => ({ type: 'reopen', reason }));
  }

  async #visit(type: 'recordInspection' | 'recordFollowUp', result: string): Promise<void> {
    const [one, other] = this.#body.inspectors;
    // One inspector twice is not two: to be refused, and to leave nothing behind.
    const officers = this.#random.chance(0.04) ? [one.personId, one.personId] : [one.personId, other.personId];
    if (type === 'recordInspection' && this.#random.chance(0.2)) await this.#upload(one);
    await this.#do(this.#anyInspector(), (note) => ({ type, officers, result, findings: [{ note }] }));
  }

  async #upload(client: Client): Promise<void> {
    const key = this.#random.uuid();
    const content = uploadText(key);
    const answer = await client.write({ method: 'PUT', path: '/api/v1/attachments?name=record.txt', raw: { content, mediaType: 'text/plain' }, key }, { type: 'upload' });
    if (answer?.status === 201) this.#attachment = (JSON.parse(answer.text) as { readonly id: string }).id;
  }

  #anyInspector(): Client {
    return this.#random.pick(this.#body.inspectors);
  }

  async #do(client: Client, make: (text: string) => Command): Promise<void> {
    this.#take(await send(client, `/api/v1/cases/${this.#view?.id}/commands`, this.#manner, this.#random, make));
    if (this.#lost > 0) await this.#look(0);
  }

  /** A refusal means that time, or somebody else, was first: look again. */
  #take(answer: Answer | undefined): void {
    if (answer?.status !== 200) {
      this.#lost++;
      return;
    }
    this.#lost = 0;
    this.#view = JSON.parse(answer.text) as CaseView;
    this.readyAt = Date.now() + this.#random.int(50, 900);
  }

  async #look(pauseMs: number): Promise<void> {
    this.readyAt = Date.now() + Math.max(pauseMs, 100);
    this.#view = await this.#body.inspectors[0].get<CaseView>(`/api/v1/cases/${this.#view?.id}`);
    this.#lost = 0;
  }

  async #wait(ms: number): Promise<void> {
    await this.#look(ms);
  }
}

/** The content of an upload: it holds its key, so that every upload has a file of its own. */
export const uploadText = (key: string): string => `现场检查笔录 ${key}\n`;
