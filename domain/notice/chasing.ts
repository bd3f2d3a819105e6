/** Kinds of notices that chase without being a rung of a ladder: the office's word by hand (人工催办), and the signed 督办通知书. With the rungs they make the chase ledger (催办台账). */
export const chasingKinds = ['tasksUrged', 'urgingNoticeSigned'] as const;
