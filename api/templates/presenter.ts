import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { TemplateState } from '../../domain/register/template.ts';
import type { Language } from '../http/language.ts';
import { unitRef } from '../http/reference.ts';
import { iso } from '../http/time.ts';
import { presentSteps } from '../register/record.ts';

/** A template in a list. */
export const presentTemplateItem = ({ id, version, unitId, kind, name, stage, editions }: TemplateState, org: Org) => ({
  id,
  version,
  unit: unitRef(unitId, org),
  kind,
  name,
  inForce: stage === 'current',
  editions: editions.map(({ edition, evidence, sha256, at }) => ({ edition, attachment: evidence, sha256, at: iso(at) })),
});

/** A template with next steps. */
export const presentTemplate = (state: TemplateState, org: Org, steps: readonly AllowedStep[], language: Language) => ({
  ...presentTemplateItem(state, org),
  allowed: presentSteps('template', steps, language),
});
