import type { ReactNode } from 'react';
import type { AllowedStep } from '../steps/allowed.ts';

interface RightProps {
  readonly step: AllowedStep | undefined;
  readonly name: string;
  /** By which the heading is known on the page. */
  readonly id: string;
  readonly children: ReactNode;
}

/** A part of the page for whoever has a right, and for nobody else; where the right cannot be used now it says why. */
export function Right({ step, name, id, children }: RightProps) {
  if (!step) return null;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      {step.ok ? children : <p className="hint">{step.reasonText ?? step.reason}</p>}
    </section>
  );
}
