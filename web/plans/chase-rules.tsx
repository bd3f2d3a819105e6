import { useTranslation } from 'react-i18next';
import { valueName } from '../steps/words.ts';
import { alone } from '../ui/alone.ts';
import { WholeNumber } from '../ui/whole-number.tsx';
import { chosenOf, type LadderChoice, type Ladders, type OfferedLadder, offered, placeOf, type Rung, type RungChoice } from './ladder-choice.ts';

interface ChaseRulesProps {
  readonly ladders: Ladders;
  readonly choice: LadderChoice;
  readonly choose: (choice: LadderChoice) => void;
}

/** 怎样提醒和催办: each rung with when it comes and to whom; the office may move or leave out any of them before the launch. */
export function ChaseRules({ ladders, choice, choose }: ChaseRulesProps) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('plans.ladders')}</summary>
      <p className="hint">{t('plans.laddersHint')}</p>
      {ladders.map((ladder) => (
        <LadderFields key={ladder.ladder} ladder={ladder} choice={choice} choose={choose} />
      ))}
    </details>
  );
}

interface LadderFieldsProps {
  readonly ladder: OfferedLadder;
  readonly choice: LadderChoice;
  readonly choose: (choice: LadderChoice) => void;
}

/** A ladder's rungs, each to be moved or left out; those that it does not have stand among them without a tick. */
export function LadderFields({ ladder, choice, choose }: LadderFieldsProps) {
  return (
    <fieldset className="ladder">
      <legend>{alone(ladder.name)}</legend>
      {offered(ladder).map(({ rung, isKept }) => (
        <RungRow
          key={rung.rung}
          rung={rung}
          chosen={chosenOf(choice, ladder.ladder, rung, isKept)}
          choose={(chosen) => choose({ ...choice, [placeOf(ladder.ladder, rung)]: chosen })}
        />
      ))}
    </fieldset>
  );
}

interface RungRowProps {
  readonly rung: Rung;
  readonly chosen: RungChoice;
  readonly choose: (chosen: RungChoice) => void;
}

/** Whom a rung may tell. */
const addressees = Object.keys({
  responsible: true,
  liaisonOfficer: true,
  managerInCharge: true,
  unitLeader: true,
  office: true,
  urgingNotice: true,
  groupDeputy: true,
  leadingGroup: true,
} satisfies Record<Rung['to'], true>) as readonly Rung['to'][];

function RungRow({ rung: { name, offset, to, toName }, chosen, choose }: RungRowProps) {
  const { t } = useTranslation();
  const { value, kept } = chosen;
  const isBefore = value < 0;
  // A day-based rung comes on the morning of a working day after the due day: the first of them is that of an offset of none.
  const first = !isBefore && offset.unit === 'workingDay' ? 1 : 0;
  const least = isBefore ? 1 : first;
  const what = name === toName ? name : `${name} → ${toName}`;
  return (
    <div className="rung">
      <label>
        <input type="checkbox" checked={kept} onChange={({ target }) => choose({ ...chosen, kept: target.checked })} />
        {alone(name)}
      </label>
      <span className="when">
        →
        <select aria-label={t('plans.rungTo', { what })} disabled={!kept} value={chosen.to} onChange={({ target }) => choose({ ...chosen, to: target.value as Rung['to'] })}>
          {addressees.map((one) => (
            <option key={one} value={one}>
              {alone(one === to ? toName : valueName(one))}
            </option>
          ))}
        </select>
      </span>
      <span className="when">
        <select
          aria-label={t('plans.rungSide', { what })}
          disabled={!kept}
          value={isBefore ? 'before' : 'after'}
          onChange={({ target }) => choose({ ...chosen, value: target.value === 'before' ? -Math.max(1, Math.abs(value)) : Math.abs(value) })}
        >
          <option value="before">{t('plans.rungBefore')}</option>
          <option value="after">{t(offset.unit === 'workingDay' ? 'plans.rungAfterNth' : 'plans.rungAfter')}</option>
        </select>
        <WholeNumber
          label={t('plans.rungDays', { what })}
          disabled={!kept}
          min={least}
          max={365}
          value={Math.abs(value) + first}
          change={(days) => choose({ ...chosen, value: (isBefore ? -1 : 1) * (days - first) })}
        />
        {first === 1 ? t('plans.rungNth') : valueName(offset.unit)}
      </span>
    </div>
  );
}
