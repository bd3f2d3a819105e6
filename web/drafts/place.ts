/** Where a form stands: whose, in which post, of which thing and step. */
export interface Place {
  readonly personId: string;
  readonly postId: string;
  /** Where one acts for another: the delegation by which. */
  readonly delegationId?: string | undefined;
  readonly things: string;
  readonly id: string;
  readonly step: string;
}

/** A place as a key; all keys of a person begin with the person. */
export const keyOf = ({ personId, postId, delegationId, things, id, step }: Place): string => [personId, delegationId ?? postId, things, id, step].join(' ');
