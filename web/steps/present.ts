import type { Fields, Value } from './values.ts';

type Thing = Readonly<Record<string, unknown>>;
type Members = readonly { readonly id: string }[] | undefined;
type Phases = readonly { readonly state: string; readonly endsOn: string | null }[] | undefined;

/** Fields that the API shows otherwise than a correction takes them. */
const shownOtherwise: Readonly<Record<string, (thing: Thing) => unknown>> = {
  memberUnitIds: ({ members }) => (members as Members)?.map(({ id }) => id),
  phaseEndsOn: ({ phases }) => (phases as Phases)?.find(({ state }) => state === 'open')?.endsOn,
};

const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

const ofDecision = ['decision', 'penaltyFen', 'decisionNumber'] as const;

/** The last decision of a case, as a correction of it takes it. */
function presentDecision(thing: object | undefined): Fields | undefined {
  const last = (thing as { readonly filings?: readonly Thing[] } | undefined)?.filings?.at(-1);
  return last && Object.fromEntries(ofDecision.flatMap((name) => (isPlain(last[name]) ? [[name, last[name]]] : [])));
}

/** What the form of a step that corrects begins with: what stands in the thing, so that what is wrong in it is changed and the rest not written anew. */
export const presentContent = (step: string, thing: object | undefined, field: string | undefined): Fields | undefined =>
  step === 'correctDecision' ? presentDecision(thing) : presentFields(thing, field);

/** The field that a correction names, as it stands in the thing. Undefined where nothing stands there. */
export function presentFields(thing: object | undefined, field: string | undefined): Fields | undefined {
  if (thing === undefined || field === undefined) return undefined;
  const value = shownOtherwise[field]?.(thing as Thing) ?? (thing as Thing)[field];
  const filled: Value = isPlain(value) || (Array.isArray(value) && value.every(isPlain)) ? value : undefined;
  return filled === undefined ? undefined : { value: filled };
}
