import type { Fields, Lack, Value } from './values.ts';

/** What a form was not accepted for: places that lacked something as it was submitted, and what the service said of places as it was sent. */
export interface Faults {
  readonly lacking: readonly string[];
  readonly refused: ReadonlyMap<string, Refused>;
}

interface Refused {
  readonly text: string;
  /** What stood at the place. */
  readonly sent: Value;
}

export const noFaults: Faults = { lacking: [], refused: new Map() };

/** What a body holds at a JSON pointer. */
function valueAt(body: Value, pointer: string): Value {
  let found = body;
  for (const name of pointer.split('/').slice(1)) found = typeof found === 'object' ? (found as Fields)[name] : undefined;
  return found;
}

/** What the service said of places of a body that it refused. */
export const refusedOf = (body: Fields, said: readonly (readonly [pointer: string, text: string])[]): Faults => ({
  lacking: [],
  refused: new Map(said.map(([pointer, text]) => [pointer, { text, sent: valueAt(body, pointer) }])),
});

/** What is wrong with the fields now, in words by pointer: of what was lacking what still is, for the reason that holds now; of what the service refused what is still as it was sent. What was put right is wrong no longer. */
export function wrongNow({ lacking, refused }: Faults, body: Fields, missing: ReadonlyMap<string, Lack>, say: (lack: Lack) => string): ReadonlyMap<string, string> {
  const lacks = lacking.flatMap((at): [string, string][] => {
    const lack = missing.get(at);
    return lack ? [[at, say(lack)]] : [];
  });
  const others = [...refused].flatMap(([at, { text, sent }]): [string, string][] => (JSON.stringify(valueAt(body, at)) === JSON.stringify(sent) ? [[at, text]] : []));
  return new Map([...lacks, ...others]);
}
