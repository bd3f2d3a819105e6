import type { OutletState } from '../../domain/register/outlet.ts';

/** An outlet's row of `outlet_record`; its address and secret are in no table but the erasable store. */
export const projectOutlet = (state: OutletState) => ({
  id: state.id,
  unit_id: state.unitId,
  kind: state.kind,
  name: state.name,
  host: state.host,
  active: state.stage === 'current',
  version: state.version,
});
