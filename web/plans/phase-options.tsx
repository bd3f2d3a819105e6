import { useTranslation } from 'react-i18next';
import { phases } from './setting.ts';

/** The phases as choices, the empty one first. */
export function PhaseOptions({ none }: { readonly none: string }) {
  const { t } = useTranslation();
  return (
    <>
      <option value="">{none}</option>
      {phases.map((phase) => (
        <option key={phase} value={phase}>
          {t(`phase.${phase}`)}
        </option>
      ))}
    </>
  );
}
