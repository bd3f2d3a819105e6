import type { Rule } from './rule.ts';

/** Rules of evaluations. */
export const evaluationRules: readonly Rule[] = [
  {
    story: 'a guest expert after the visit',
    holds: 'An expert reviews on the days of the visit alone.',
    broken: { file: 'domain/assessment/rules.ts', text: 'visit.from <= today && today <= visit.until', instead: 'visit.from <= today' },
    test: {
      file: 'test/evaluation/round.test.ts',
      title: 'review on the days of their visit, what they were invited to, and with the visit their right and their sight end',
    },
  },
  {
    story: 'a blank in a self-check',
    holds: 'A claim of zero says why: a blank is no zero.',
    broken: { file: 'domain/assessment/decide/unit.ts', text: "if (claim === 0 && note === undefined) return refuse('assessment.zero_needs_note');", instead: '' },
    test: { file: 'test/evaluation/round.test.ts', title: 'takes no blank: every item is answered, a zero says why, evidence is proved, points stay within the item' },
  },
  {
    story: 'a score corrected after its publication',
    holds: 'Every published version of the table is reproduced from what was frozen.',
    broken: { file: 'domain/evaluation/table.ts', text: 'state.corrections.filter((one) => one.version <= version)', instead: 'state.corrections.filter(() => version > 0)' },
    test: { file: 'test/evaluation/round.test.ts', title: 'corrected after the publication make a new version; every former one is reproduced to the letter' },
  },
  {
    story: 'equal scores',
    holds: 'Equal scores share a rank within their class.',
    broken: { file: 'domain/evaluation/score.ts', text: 'other.score > one.score', instead: 'other.score >= one.score && other !== one' },
    test: { file: 'test/evaluation/score.test.ts', title: 'ranks within the class alone; equal scores share a rank and the next one follows after them' },
  },
  {
    story: 'a score of tenths',
    holds: 'Points are summed in exact hundredths, never as binary fractions.',
    broken: {
      file: 'domain/evaluation/score.ts',
      text: 'fromHundredths(values.reduce((total, value) => total + hundredths(value), 0))',
      instead: 'values.reduce((total, value) => total + value, 0)',
    },
    test: { file: 'test/evaluation/score.test.ts', title: 'is the points given over those possible, in exact decimals: ten tenths are one' },
  },
  {
    story: 'a file gone from the archive',
    holds: 'A volume names each file that is no longer kept, instead of passing over it.',
    broken: {
      file: 'api/archive/volume.ts',
      text: 'if (content) await zip.add(entry.path, content);',
      instead: 'if (content || entry.size !== undefined) await zip.add(entry.path, content ?? []);',
    },
    test: { file: 'test/archive/archive.int.test.ts', title: 'says which file is no longer kept' },
  },
];
