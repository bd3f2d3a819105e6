import { disorder } from '../../domain/campaign/decide/launch.ts';
import { phasesOf } from '../../domain/campaign/launch.ts';
import { editDraft, type FilledDraft } from '../../domain/plan/fill.ts';
import type { PlanPhase } from '../../domain/plan/phase.ts';
import { type PhaseFault, phaseFaults } from '../../domain/plan/phase-order.ts';
import { fixtureDraft } from './sources.ts';

const [first, second, third] = ['commitment', 'intervention', 'evaluation'] as const;
const phase = (kind: PlanPhase['kind'], startsOn: string | null, endsOn: string | null): Omit<PlanPhase, 'line'> => ({ kind, name: kind, startsOn, endsOn });
const planned = [phase(first, '2026-03-01', '2026-04-30'), phase(second, '2026-05-01', '2026-10-31'), phase(third, '2026-11-01', '2026-12-31')];
const moved = [phase(first, '2026-07-01', '2026-08-31'), phase(second, '2026-09-01', '2027-02-28'), phase(third, '2027-03-01', '2027-04-30')];

const edited = (draft: FilledDraft, phases: readonly (typeof planned)[number][]): FilledDraft => {
  const result = editDraft(draft, { phases }, { units: [] });
  if (!result.ok) throw new Error(result.code);
  return result.draft;
};
const faultsOf = (phases: readonly Omit<PlanPhase, 'line'>[]): Readonly<Record<string, readonly PhaseFault[]>> =>
  Object.fromEntries(phaseFaults(phases).map(({ phase: { name }, faults }) => [name, faults]));

describe('the dates of a draft’s phases', () => {
  const draft = edited(fixtureDraft('lianyun-2020'), planned);

  test.each([
    ['from the first on', [0, 1, 2]],
    ['from the last on', [2, 1, 0]],
    ['from the middle', [1, 0, 2]],
  ])('are put right one after another, %s, whatever does not fit meanwhile', (_, order) => {
    let current = draft;
    for (const at of order) {
      for (const dates of [{ startsOn: moved[at]?.startsOn ?? null }, { endsOn: moved[at]?.endsOn ?? null }])
        current = edited(
          current,
          current.phases.map((one, index) => ({ ...one, ...(index === at ? dates : {}) })),
        );
    }
    expect(current.phases.map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual(moved.map(({ startsOn, endsOn }) => [startsOn, endsOn]));
    expect(faultsOf(current.phases)).toEqual({});
  });

  test.each([
    ['fit as planned', planned, {}],
    ['fit while some are open', [phase(first, null, '2026-04-30'), phase(second, null, null), phase(third, '2026-05-01', null)], {}],
    ['an end before the start', [phase(first, '2026-03-01', '2026-02-28')], { commitment: ['endsBeforeStart'] }],
    ['a start within the phase ahead is a doubt', [phase(first, '2026-03-01', '2026-05-31'), phase(second, '2026-05-01', '2026-10-31')], { intervention: ['overlaps'] }],
    [
      'an end before the phase ahead ends',
      [phase(first, '2026-03-01', '2026-12-31'), phase(second, '2026-05-01', '2026-10-31'), phase(third, '2027-01-01', null)],
      { intervention: ['endsBeforeFormer'] },
    ],
    ['the order in the document does not matter', [...planned].reverse(), {}],
  ] as const)('%s', (_, phases, faults) => {
    expect(faultsOf(phases)).toEqual(faults);
    const keeps = Object.values(faults)
      .flat()
      .some((fault) => fault !== 'overlaps');
    expect(disorder(phasesOf(edited(draft, phases)))?.code).toBe(keeps ? 'campaign.phases_disordered' : undefined);
  });
});
