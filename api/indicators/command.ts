import type { z } from 'zod';
import type { EstablishIndicator, IndicatorPersonCommand } from '../../domain/indicator/commands.ts';
import type { Amount } from '../../domain/indicator/evaluate.ts';
import type { MeasureRule } from '../../domain/indicator/rule.ts';
import type { IndicatorCommandBody, MeasureRuleBody, NewIndicator } from './schema.ts';

type Body = z.output<typeof IndicatorCommandBody>;

/** A body without what it leaves open. */
function given<T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** The amount among the fields of a figure. */
const amountOf = ({ value, numerator, denominator, items }: { readonly [F in keyof Amount]?: Amount[F] | undefined }): Amount => given({ value, numerator, denominator, items });

const ruleOfBody = (rule: z.output<typeof MeasureRuleBody>): MeasureRule => given(rule) as MeasureRule;

/** A date, a rhythm or a drill's period, as the domain names them. */
const scheduleOf = ({ dueOn, rhythm, period: duePeriod }: Pick<z.output<typeof NewIndicator>, 'dueOn' | 'rhythm' | 'period'>) =>
  given({ dueOn, rhythm: rhythm && given(rhythm), duePeriod }) as Pick<EstablishIndicator, 'dueOn' | 'rhythm' | 'duePeriod'>;

/** The command that a body means. */
export function commandOf(body: Body): IndicatorPersonCommand {
  switch (body.type) {
    case 'setBaseline':
    case 'correctBaseline':
    case 'recordValue': {
      const { value, numerator, denominator, items, ...rest } = body;
      return { ...given(rest), amount: amountOf({ value, numerator, denominator, items }) } as IndicatorPersonCommand;
    }
    case 'publishReference': {
      const { value, numerator, denominator, ...rest } = body;
      return { ...rest, amount: amountOf({ value, numerator, denominator }) };
    }
    case 'correctValue':
      return { ...given(body), amount: amountOf(body.amount) } as IndicatorPersonCommand;
    case 'setTarget':
      return { ...body, rule: ruleOfBody(body.rule) };
    case 'setSchedule':
      return { type: 'setSchedule', reason: body.reason, ...scheduleOf(body) };
    case 'setWarning':
      return { ...body, task: given(body.task) } as IndicatorPersonCommand;
    default:
      return given(body) as IndicatorPersonCommand;
  }
}

/** The command that establishes an indicator. */
export function establishOf({ dueOn, rhythm, period, rule, ...content }: z.output<typeof NewIndicator>): EstablishIndicator {
  return { type: 'establish', ...given(content), rule: ruleOfBody(rule), ...scheduleOf({ dueOn, rhythm, period }) } as EstablishIndicator;
}
