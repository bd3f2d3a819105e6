/** Where a form stands: whose, in which post, of which thing and step. */
export interface Place {
  readonly personId: string;
  readonly postId: string;
  readonly things: string;
  readonly id: string;
  readonly step: string;
}

/** A place as a key; all keys of a person begin with the person. */
export const keyOf = ({ personId, postId, things, id, step }: Place): string => [personId, postId, things, id, step].join(' ');
