import { addDays, beijingDateOf } from '../calendar/beijing.ts';
import type { EstablishIndicator } from '../indicator/commands.ts';
import { ruleOfPlan } from '../indicator/rule.ts';
import type { Follow } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { BeijingDate } from '../process/time.ts';
import type { PlannedIndicator, PlannedPhase } from './state.ts';

/** What the launch knows of when indicators are to be reached. */
interface Launching {
  readonly campaignId: string;
  /** As the campaign has them, dates moved. */
  readonly phases: readonly PlannedPhase[];
  /** Days by which the plan's dates were moved. */
  readonly days: number;
}

/**
 * The commands that establish a plan's indicators, 指标1 to n, owned by the office until it assigns them. A value is owed by the day the plan names, else by the
 * campaign's end; nothing is owed for a day that has passed.
 */
export function establishFollows(indicators: readonly PlannedIndicator[], { campaignId, phases, days }: Launching, world: World): readonly Follow[] {
  const endsOn = phases.findLast((phase) => phase.endsOn !== undefined)?.endsOn;
  const today = beijingDateOf(world.now);
  return indicators.map(({ name, rule, dueOn }, index): Follow => {
    const due: BeijingDate | undefined = dueOn === null ? endsOn : addDays(dueOn, days);
    const command: EstablishIndicator = {
      type: 'establish',
      campaignId,
      name,
      rule: ruleOfPlan(name, rule),
      order: index + 1,
      ...(due !== undefined && due >= today ? { dueOn: due } : {}),
    };
    return { type: 'indicator', id: world.newId(), command };
  });
}
