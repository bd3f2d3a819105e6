import { runningCampaign } from '../../campaign/beginning.ts';
import { sourceOf } from '../../campaign/deadlines.ts';
import type { CampaignState } from '../../campaign/state.ts';
import { offsetsRefused } from '../../chase/periods.ts';
import { isLiving, successorsOf, type UnitKind } from '../../org/org.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { StartEvaluation } from '../commands.ts';
import { selfCheckDue } from '../due.ts';
import type { EvaluationFact } from '../facts.ts';
import { chosenLadders, periodsIn } from '../ladders.ts';
import type { ScoreWeights } from '../score.ts';
import { fromHundredths, hundredths, itemsOf, repeated, type Standard, type UnitClass } from '../standard.ts';
import type { EvaluationState } from '../state.ts';

/** Classes that a campaign's members, or those that do their work now, fall into without a choice: departments, towns and communities are never ranked with each other. */
const defaultClasses: readonly { readonly name: string; readonly kinds: readonly UnitKind[] }[] = [
  { name: '部门', kinds: ['department', 'enforcementBody', 'institution'] },
  { name: '乡镇街道', kinds: ['town', 'subDistrict'] },
  { name: '社区村', kinds: ['community', 'village'] },
];

const classesOf = ({ memberUnitIds }: CampaignState, world: World): readonly UnitClass[] =>
  defaultClasses
    .map(({ name, kinds }) => ({ name, unitIds: successorsOf(memberUnitIds, world.org, world.now).filter((id) => kinds.includes(world.org.unit(id)?.kind ?? 'office')) }))
    .filter(({ unitIds }) => unitIds.length > 0);

function unsoundStandard({ items }: Standard, classes: readonly UnitClass[]): Refusal | undefined {
  const item = repeated(items.map((one) => one.number));
  if (item !== undefined) return refuse('evaluation.item_repeated', { item });
  const names = classes.map((one) => one.name);
  for (const { number, appliesTo } of items) {
    const unknown = appliesTo?.find((name) => !names.includes(name));
    if (unknown !== undefined) return refuse('evaluation.class_unknown', { item: number, class: unknown });
  }
  return undefined;
}

function unsoundClasses(standard: Standard, classes: readonly UnitClass[], world: World): Refusal | undefined {
  const name = repeated(classes.map((one) => one.name));
  if (name !== undefined) return refuse('evaluation.class_repeated', { class: name });
  const unitIds = classes.flatMap((one) => one.unitIds);
  if (unitIds.length === 0) return refuse('evaluation.no_units');
  const twice = repeated(unitIds);
  if (twice !== undefined) return refuse('evaluation.unit_repeated', { unitId: twice });
  const unknown = unitIds.find((id) => !isLiving(id, world.org, world.now));
  if (unknown !== undefined) return refuse('evaluation.unit_unknown', { unitId: unknown });
  const bare = classes.find((one) => itemsOf(standard, one.name).every((item) => item.points === 0));
  return bare && refuse('evaluation.class_without_items', { class: bare.name });
}

function unsoundWeights({ standard, onTime = 0, indicators = 0 }: ScoreWeights): Refusal | undefined {
  const sum = hundredths(standard) + hundredths(onTime) + hundredths(indicators);
  return sum === 10_000 ? undefined : refuse('evaluation.weights_unsound', { sum: fromHundredths(sum) });
}

/** The evaluation of a campaign begins, one at a time; each unit is asked for its self-check in the same transaction. */
export function start(state: EvaluationState, command: StartEvaluation, world: World): Decision<EvaluationFact> {
  if (state.version > 0) return refuse('evaluation.already_started');
  const below = runningCampaign(world, 'start');
  if (!below.ok) return below;
  const { campaign } = below;
  const running = world.siblings?.find((one) => one.type === 'evaluation' && one.state.stage !== 'closed')?.state as EvaluationState | undefined;
  if (running) return refuse('evaluation.one_at_a_time', { title: running.title });
  const { standard, weights = { standard: 100 } } = command;
  const classes = command.classes ?? classesOf(campaign, world);
  const unsound =
    unsoundStandard(standard, classes) ?? unsoundClasses(standard, classes, world) ?? unsoundWeights(weights) ?? offsetsRefused(periodsIn(command.ladders ?? {}), world);
  if (unsound) return unsound;
  const plan = sourceOf(campaign);
  const number = standard.documentNumber === undefined ? '' : `（${standard.documentNumber}）`;
  const source = { zh: `${plan.zh}考评标准《${standard.source}》${number}`, en: `the standard “${standard.source}” of ${plan.en}` };
  const due = selfCheckDue({ dueOn: command.selfCheckDueOn, period: command.period }, source, world);
  if (!due.ok) return due;
  const ladders = chosenLadders(command.ladders);
  const units = classes.flatMap(({ name, unitIds }) => unitIds.map((unitId) => ({ unitId, className: name, assessmentId: world.newId() })));
  const { officeUnitId, groupUnitId } = campaign;
  const also = units.map(({ unitId, className, assessmentId }, index): Follow => {
    const issue = {
      type: 'issue',
      campaignId: campaign.id,
      evaluationId: state.id,
      title: command.title,
      order: index + 1,
      unitId,
      className,
      officeUnitId,
      groupUnitId,
      source,
      itemCount: itemsOf(standard, className).length,
      selfCheckLadder: ladders.selfCheck,
      due: due.due,
    };
    return { type: 'assessment', id: assessmentId, command: issue };
  });
  return accept(
    [
      {
        type: 'evaluationStarted',
        campaignId: campaign.id,
        title: command.title,
        officeUnitId,
        groupUnitId,
        standard,
        classes,
        weights,
        ...(command.passMark === undefined ? {} : { passMark: command.passMark }),
        source,
        ladders,
        units,
      },
    ],
    { also },
  );
}
