import type { Rule } from './rule.ts';

/** Rules of meetings and supervisions. */
export const meetingRules: readonly Rule[] = [
  {
    story: 'minutes of another meeting',
    holds: 'Only a meeting of the leading group starts the campaign’s next half-year.',
    broken: { file: 'domain/meeting/decide/record.ts', text: "state.kind === 'leadingGroup' && parent !== undefined", instead: 'parent !== undefined' },
    test: { file: 'test/meeting/paths.test.ts', title: 'minutes of an office’s meeting do not count as the leading group’s, and the campaign’s next meeting stays due' },
  },
  {
    story: 'a unit taken off the invitation',
    holds: 'A reply counts while its unit is invited, and for the day it was given for.',
    broken: {
      file: 'domain/meeting/evolve.ts',
      text: 'replies: day ? [] : state.replies.filter((reply) => invited.includes(reply.unitId)),',
      instead: 'replies: state.replies,',
    },
    test: { file: 'test/meeting/paths.test.ts', title: 'a change that changes nothing is refused; units taken off hear of it, and their replies go' },
  },
  {
    story: 'an objection that waited for a lock',
    holds: 'When it arrived decides whether an objection is in time.',
    broken: { file: 'domain/supervision/rules.ts', text: 'world.receivedAt > until.dueAt', instead: 'world.now > until.dueAt' },
    test: { file: 'test/supervision/paths.test.ts', title: 'units may object until the end of the thirtieth day, not a moment later' },
  },
  {
    story: 'a judge in their own cause',
    holds: 'Who recorded a finding decides on no objection to it, be it for another person.',
    broken: { file: 'domain/supervision/rules.ts', text: '[state.visit?.by, finding.objection?.by]', instead: '[finding.objection?.by]' },
    test: { file: 'test/supervision/paths.test.ts', title: 'who acts for the recorder, or whom a member of the team acts for, is involved as well' },
  },
  {
    story: 'a visit that was postponed',
    holds: 'A visit counts for the quarter in which it is planned now.',
    broken: { file: 'domain/supervision/decide/plan.ts', text: 'also: noted(state.id, state, command.plannedOn, state.unitIds),', instead: '' },
    test: { file: 'test/supervision/paths.test.ts', title: 'the limit counts visits by plan of the quarter and the campaign, wherever they have moved' },
  },
  {
    story: 'an unannounced visit',
    holds: 'Units take part in an unannounced visit only once it was made.',
    broken: {
      file: 'domain/supervision/state.ts',
      text: "state.kind !== 'unannounced' || state.visit !== undefined",
      instead: "state.kind !== 'unannounced' || state.stage !== 'planned'",
    },
    test: { file: 'test/supervision/paths.test.ts', title: 'of an unannounced visit its units take part only once it was made' },
  },
];
