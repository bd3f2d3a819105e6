import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { OutletState } from '../../domain/register/outlet.ts';
import type { Language } from '../http/language.ts';
import { unitRef } from '../http/reference.ts';
import { presentSteps } from '../register/record.ts';

/** An outlet in a list. */
export const presentOutletItem = ({ id, version, unitId, kind, name, host, signed, stage }: OutletState, org: Org) => ({
  id,
  version,
  unit: unitRef(unitId, org),
  kind,
  name,
  host,
  signed,
  active: stage === 'current',
});

/** An outlet with next steps. */
export const presentOutlet = (state: OutletState, org: Org, steps: readonly AllowedStep[], language: Language) => ({
  ...presentOutletItem(state, org),
  allowed: presentSteps('outlet', steps, language),
});
