/** A share as per cents, to one decimal: 0.996 is `99.6%`. */
export const shareText = (share: number): string => `${Math.round(share * 1000) / 10}%`;
