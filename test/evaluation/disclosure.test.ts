import { figuresSeen } from '../../api/evaluations/scores.ts';
import { actor, districtOrg, liaison, office } from '../campaign/district.ts';
import { Round } from './round.ts';

const units = ['education', 'finance', 'town-1'];
const seenBy = (round: Round, ...actors: readonly ReturnType<typeof liaison>[]): readonly string[] => units.filter(figuresSeen(round.state, actors, { org: districtOrg() }));

describe('figures of an evaluation', () => {
  test('are the office’s and the leading group’s at any time, a unit’s own before the publication, everybody’s after it', () => {
    const round = new Round().scored();
    expect(seenBy(round, office)).toEqual(units);
    expect(seenBy(round, actor('group', 'groupLeader'))).toEqual(units);
    expect(seenBy(round, liaison('finance'))).toEqual(['finance']);
    expect(seenBy(round, liaison('finance'), liaison('town-1'))).toEqual(['finance', 'town-1']);
    expect(seenBy(round.published(), liaison('finance'))).toEqual(units);
  });
});
