import { useTexts } from '../i18n/index.ts';

/** A light as the API gives it. */
export interface LightValue {
  readonly colour: 'green' | 'yellow' | 'red';
  readonly cause: 'onTime' | 'dueSoon' | 'madeGoodLate' | 'overdue';
}

const shapes = {
  green: <circle cx="6" cy="6" r="5" />,
  yellow: <path d="M6 1l5.5 10h-11z" />,
  red: <rect x="1" y="1" width="10" height="10" />,
} as const;

/** The shape of a light, beside words that say what it means. */
export function LightMark({ colour }: Pick<LightValue, 'colour'>) {
  return (
    <svg className={`light ${colour}`} width="12" height="12" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
      {shapes[colour]}
    </svg>
  );
}

/** ● 正常, ▲ 临期或补办, ■ 超期: by shape and by words, never by colour alone. */
export function Light({ light }: { readonly light: LightValue }) {
  const t = useTexts();
  return (
    <span className={`light ${light.colour}`}>
      <LightMark colour={light.colour} />
      {t(`light.${light.cause}`)}
    </span>
  );
}
