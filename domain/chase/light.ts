/** 正常 / 临期、补办 / 超期. */
export type LightColour = 'green' | 'yellow' | 'red';
export interface Light {
  readonly colour: LightColour;
  /** Why: nothing due soon; due soon; made good late; overdue. */
  readonly cause: 'onTime' | 'dueSoon' | 'madeGoodLate' | 'overdue';
}
