interface Under {
  readonly id: string;
  readonly parent: { readonly id: string } | null;
}

/** Those of the units that stand below one, at any depth, in their own order; each once, also where parents should run in a circle. */
export function below<U extends Under>(units: readonly U[], unitId: string): readonly U[] {
  const reached = new Set([unitId]);
  for (const id of reached) for (const unit of units) if (unit.parent?.id === id) reached.add(unit.id);
  return units.filter(({ id }) => id !== unitId && reached.has(id));
}
