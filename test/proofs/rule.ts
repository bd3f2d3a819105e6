/** A rule of the product, the test that holds it, and a way to break it. */
export interface Rule {
  /** A story in a few words. */
  readonly story: string;
  /** What must hold, in a sentence. */
  readonly holds: string;
  /** A file of the product, a text that stands in it exactly once, and what stands there instead when the rule is broken. */
  readonly broken: { readonly file: string; readonly text: string; readonly instead: string };
  /** The test that then fails: its file, and its title or the beginning of it. */
  readonly test: { readonly file: string; readonly title: string };
}
