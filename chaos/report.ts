import { type Finding, invariants } from './invariant/finding.ts';

/** Faults shown of one check at most: the first ones tell the story. */
const mostShown = 8;

/** Tells a run as it goes, and gathers what fell short. */
export class Report {
  readonly #short: string[] = [];
  readonly #began = performance.now();
  #checks = 0;

  say(line: string): void {
    console.log(`${((performance.now() - this.#began) / 1000).toFixed(1).padStart(7)} s  ${line}`);
  }

  /** Says what a scenario measured, and what of its own promises it missed. */
  scenario(name: string, figures: readonly string[], faults: readonly string[]): void {
    for (const figure of figures) this.say(`${name}  ${figure}`);
    this.#checks++;
    this.#note(`${name}`, faults);
  }

  findings(name: string, findings: readonly Finding[]): void {
    for (const { invariant, checked, faults } of findings) {
      this.#checks++;
      if (faults.length > 0) this.#note(`${name} ${invariant} (${invariants[invariant]})`, faults);
      else this.say(`${name}  ✓ ${invariant} ${invariants[invariant]} (${checked})`);
    }
  }

  #note(name: string, faults: readonly string[]): void {
    for (const fault of faults.slice(0, mostShown)) this.say(`${name}  ✗ ${fault}`);
    if (faults.length > mostShown) this.say(`${name}  ✗ … ${faults.length} in all`);
    if (faults.length > 0) this.#short.push(`${name}: ${faults.length}`);
  }

  get fellShort(): boolean {
    return this.#short.length > 0 || this.#checks === 0;
  }

  /** The last line. */
  end(seed: number): void {
    const took = `${Math.round((performance.now() - this.#began) / 1000)} s`;
    if (this.#checks === 0) console.log('fell short: nothing was checked');
    else if (this.#short.length > 0) console.log(`fell short (seed ${seed}, ${took}): ${this.#short.join('; ')}`);
    else console.log(`all held: ${this.#checks} checks, seed ${seed}, ${took}`);
  }
}
