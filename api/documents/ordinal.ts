const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 一 to 二十, from 0: how documents number their parts. */
export function ordinal(index: number): string {
  if (index < 10) return ordinals[index] ?? '';
  return index === 19 ? '二十' : `十${ordinals[index - 10] ?? ''}`;
}
