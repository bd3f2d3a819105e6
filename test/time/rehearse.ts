import type { Org } from '../../domain/org/org.ts';
import { at } from '../campaign/district.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';
import type { TestDistrict } from '../harness/district.ts';
import { type Outline, outlineOf } from './outline.ts';
import { refusal, type Script } from './script.ts';

/** A script played through the deciders alone, in discrete events: no database, no engine. */
export interface Rehearsed {
  readonly streams: Readonly<Record<string, readonly Outline[]>>;
  readonly refused: readonly string[];
}

export function rehearse(script: Script, district: TestDistrict, org: Org): Rehearsed {
  const run = new Rehearsal(at(script.launchedAt));
  run.org = org;
  run.drill = true;
  run.does(script.launch, district.acting.actor('office'));
  const refused: string[] = [];
  for (const step of script.steps.toSorted((a, b) => at(a.at) - at(b.at))) {
    run.passTo(at(step.at));
    const id = step.task === undefined ? run.campaignId : run.task(step.task).id;
    const answer = run.ask(step.task === undefined ? 'campaign' : 'task', id, step.command, district.acting.actor(step.by));
    if ('ok' in answer) refused.push(refusal(step, answer.code));
    run.close();
  }
  run.passTo(at(script.until));
  const named = [['campaign', run.campaignId] as const, ...run.tasks.map((task) => [task.number, task.id] as const)];
  return {
    streams: Object.fromEntries(named.map(([name, id]) => [name, (run.facts.get(id) ?? []).map((recorded) => outlineOf(recorded.fact, recorded.actor))])),
    refused,
  };
}
