import type { Actor } from '../../domain/process/actor.ts';

/** What an API token may do: read; read and write; or read and take the commands listed. */
export type TokenScope = 'read' | 'write' | readonly string[];

/** The signed-in person behind a request, with the posts in which the request may read and act. */
export interface Asker {
  readonly personId: string;
  /** How the person signed in; tokens carry a scope. */
  readonly by: 'session' | 'token';
  readonly scope: TokenScope;
  /**
   * One actor for each post: the post named by the header Duban-Post (or by Duban-Delegation: then the post of the person stood in for),
   * else every post held now. Reads use the union of all; empty when the person holds no post.
   */
  readonly actors: readonly Actor[];
  /** True when a header named the post. */
  readonly named: boolean;
}
