/** A text in the two languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Who receives a notice, resolved to a living post: a vacant one has gone to its deputy or next superior. */
export interface Addressee {
  readonly personId: string;
  readonly postId: string;
  readonly unitId: string;
  /** The vacant post for which this person stands in. */
  readonly insteadOf?: string;
}

/**
 * A notice that a decision gives: what, why, by which rule, and what would stop it.
 * Its key is (process, `deadline` with its kind or the decision's first fact, `rung` or `kind`, recipient), unique in SQL.
 */
export interface NoticeDraft {
  readonly kind: string;
  /** Seq of the fact that set the deadline chased, for a rung of a ladder. */
  readonly deadline?: number;
  readonly rung?: string;
  readonly to: readonly Addressee[];
  readonly title: Bilingual;
  readonly why: Bilingual;
  readonly rule: Bilingual;
  readonly stops: Bilingual;
  readonly dueAt?: number;
  /** Urgent notices ignore quiet hours. */
  readonly urgent?: boolean;
  /** Ids of other processes that it names. */
  readonly about?: readonly string[];
}
