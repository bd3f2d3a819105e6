/** The promises of every scenario, whatever the fault was. */
export const invariants = {
  I1: 'every acknowledged command is present, answered alike to the letter',
  I2: 'nothing twice, versions and numbers without gaps',
  I3: 'each open process has exactly one running workflow, closed ones none',
  I4: 'state and tables equal the fold of the facts',
  I5: 'rungs in order, once, never early, none after clearing',
  I6: 'no stage skipped, two inspectors on each visit',
  I7: 'every hash chain is whole',
  I8: 'no file without a row, no row without a file',
  I9: 'each notice mailed reached the mail server, repeats under one Message-ID',
} as const;
export type Invariant = keyof typeof invariants;

/** What a check of one invariant saw. */
export interface Finding {
  readonly invariant: Invariant;
  /** Things looked at; a check that looked at nothing proves nothing and is a fault. */
  readonly checked: number;
  readonly faults: readonly string[];
}

/** A finding; one over an empty set says so as a fault. */
export const finding = (invariant: Invariant, checked: number, faults: readonly string[]): Finding => ({
  invariant,
  checked,
  faults: checked === 0 ? [...faults, 'nothing was checked'] : faults,
});
