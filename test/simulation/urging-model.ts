import type { Clocks } from './clocks.ts';
import { isOver, whyNot } from './task-terms.ts';

const clocksOfIt = ['urgingNotice', 'urgingAnswer'] as const;

/** The 督办通知书 of a task told plainly: where it stands, and the clocks that chase its signature and its answer. */
export class UrgingModel {
  signed = 0;
  /** One that nobody signed is as good as none. */
  #stand: 'none' | 'drafted' | 'signed' | 'answered' = 'none';
  readonly #clocks: Clocks;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /** What stands in the way of a step on it, in this stage of the task. */
  barred(type: 'attachSealedNotice' | 'answerUrgingNotice' | 'signUrgingNotice' | 'declineUrgingNotice', stage: string): readonly string[] {
    const why = [whyNot[stage] ?? ''];
    switch (type) {
      case 'attachSealedNotice':
        return this.#stand === 'signed' || this.#stand === 'answered' ? [] : ['task.urging_unsigned'];
      case 'answerUrgingNotice':
        if (this.#stand === 'answered') return ['task.urging_answered'];
        if (this.#stand !== 'signed') return ['task.urging_unsigned'];
        return stage === 'issued' || stage === 'signed' ? [] : why;
      case 'signUrgingNotice':
      case 'declineUrgingNotice':
        if (isOver(stage) || stage === 'suspended') return why;
        if (this.#stand !== 'drafted') return ['task.urging_absent'];
        return stage === 'submitted' || stage === 'returned' ? why : [];
    }
  }

  /** A new draft: nobody waits for the answer to a former one. */
  draft(): void {
    this.#stand = 'drafted';
    this.#clocks.end('urgingAnswer');
  }

  sign(): void {
    this.#stand = 'signed';
    this.signed += 1;
    this.#clocks.end('urgingNotice');
  }

  decline(): void {
    this.#stand = 'none';
    this.#clocks.end('urgingNotice');
  }

  answer(): void {
    this.#stand = 'answered';
    this.#clocks.end('urgingAnswer');
  }

  /** Another date or another lead: a draft falls away, and nobody waits for an answer any more. */
  lapse(): void {
    if (this.#stand === 'drafted') this.#stand = 'none';
    for (const of of clocksOfIt) this.#clocks.end(of);
  }

  /** The task is owed anew: it is as if none had been. */
  forget(): void {
    this.#stand = 'none';
  }

  /** Where it stands, to be put so again. */
  remembered(): () => void {
    const stand = this.#stand;
    return () => {
      this.#stand = stand;
    };
  }

  stop(now: number): void {
    this.#clocks.stop(now, ...clocksOfIt);
  }

  goOn(now: number): void {
    for (const of of clocksOfIt) this.#clocks.goOn(of, now);
  }
}
