import Sequencer from '@jest/test-sequencer';

/** Files of half a minute and more, the longest first. One that began last would run alone at the end, and a fresh checkout has no durations of former runs to tell. */
const long = [
  'console/console.int',
  'time/wulong-year.int',
  'policy/routes.int',
  'console/basement.int',
  'e2e/replan-killed.int',
  'engine/outage.int',
  'e2e/start.int',
  'api/list-rights.int',
  'engine/bell.int',
  'console/worker.int',
  'documents/office.int',
  'console/plans.int',
  'time/lianyun-year.int',
  'console/offline.int',
  'simulation/ledger.int',
  'time/equality.int',
  'time/campaign.int',
  'console/ladders.int',
  'task/fan-out.int',
  'harness/passing.int',
];

/** These first, then the others in jest's own order. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = long.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? long.length : at;
    };
    return super.sort(tests).toSorted((one, other) => place(one) - place(other));
  }
}
