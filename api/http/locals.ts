/** What the kernel notes on a response, for the log and the metrics. */
export interface Locals {
  arrivedAt?: number;
  route?: string;
  /** The answer goes on until somebody ends it: how long it took says nothing of the service. */
  endless?: boolean;
  personId?: string;
  code?: string;
  /** The body is being read: what takes too long now is the sender's. */
  reading?: boolean;
  /** What broke, when an answer is 500 or above. */
  thrown?: unknown;
}
