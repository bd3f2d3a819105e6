import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '../../domain/process/actor.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { demoPosts } from './district.ts';
import type { DemoIds } from './load.ts';

/** The demo's people acting in their posts, through the ledger's door like everybody. */
export class Acting {
  readonly #ledger: Ledger;
  readonly #ids: DemoIds;

  constructor(ledger: Ledger, ids: DemoIds) {
    this.#ledger = ledger;
    this.#ids = ids;
  }

  /** The actor of a login. */
  actor(username: string): Actor {
    const post = demoPosts.find((one) => one.username === username);
    if (!post) throw new Error(`the demo has no login ${username}`);
    const unitId = this.#ids.unit(post.unit);
    return { ref: { by: 'person', personId: this.#ids.person(username), postId: this.#ids.post(username), unitId }, role: post.role, unitId };
  }

  /** The login that holds a role in a unit. */
  holder(unitKey: string, role: Role): string {
    const post = demoPosts.find((one) => one.unit === unitKey && one.role === role);
    if (!post) throw new Error(`the demo has no ${role} in ${unitKey}`);
    return post.username;
  }

  /** One step; a refusal is a fault of the demo's own story. */
  async step<C extends { readonly type: string }>(username: string, type: TimedType, id: string, command: C): Promise<void> {
    await this.#execute(username, type, id, command, false);
  }

  /** A step that begins a process, under an id of its own where it must have a certain one. Answers its id. */
  async begin<C extends { readonly type: string }>(username: string, type: TimedType, command: C, id: string = randomUUID()): Promise<string> {
    await this.#execute(username, type, id, command, true);
    return id;
  }

  async #execute(username: string, type: TimedType, id: string, command: { readonly type: string }, creates: boolean): Promise<void> {
    const outcome = await this.#ledger.execute({ type, id, command, actor: this.actor(username), creates });
    if (!outcome.ok)
      throw new Error(
        `the demo's ${type} ${command.type} by ${username} was refused: ${outcome.code} ${JSON.stringify(outcome.params ?? {})} ${JSON.stringify(outcome.items ?? [])}`,
      );
  }
}
