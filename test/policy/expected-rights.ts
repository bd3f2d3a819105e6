import type { TimedType } from '../../domain/process/definition.ts';

/** One unit for each relation to the records of this story; `none` is the office of another campaign, `stranger` an enforcement body elsewhere. */
export const relations = {
  own: 'the lead of the task and a member of the campaign',
  below: 'the unit above the lead: the task lies below it',
  above: 'a unit below the lead: the task lies above it',
  supporting: 'supports the task',
  groupLead: 'leads the section’s working group',
  groupMember: 'a member of the section’s working group',
  office: 'the office of the campaign',
  leadingGroup: 'the leading group',
  member: 'a member of the campaign without a task',
  actingBody: 'the body of the case',
  aboveBody: 'the parent of the body',
  belowBody: 'a unit below the body',
  jointBody: 'the joint body of the case',
  siblingBody: 'a body beside the acting one',
  sibling: 'a unit beside the lead',
  none: 'the office of another district',
  stranger: 'a body of another district',
} as const;
export type Relation = keyof typeof relations;
export const all = Object.keys(relations) as Relation[];
export const words = (text: string): readonly string[] => text.split(' ').filter(Boolean);

export const sees: Readonly<Record<TimedType, readonly string[]>> = {
  campaign: words('own groupLead groupMember office leadingGroup member'),
  task: words('own below supporting groupLead groupMember office leadingGroup'),
  case: words('actingBody jointBody'),
  meeting: words('own member office leadingGroup'),
  supervision: words('own supporting office leadingGroup'),
  indicator: words('own supporting groupLead office leadingGroup member'),
  survey: words('own supporting groupLead office leadingGroup member'),
  evaluation: words('own office leadingGroup'),
  assessment: words('own below office leadingGroup'),
  consultation: words('own supporting office'),
  // A draft is the office's own, and the leading group's.
  bulletin: words('office leadingGroup'),
};
export const may: Readonly<Record<TimedType, readonly (readonly [relation: Relation, roles: string, steps: string])[]>> = {
  campaign: [
    [
      'office',
      'office',
      'confirmCondition withdrawConfirmation recordApproval setComposition setWorkingGroup askLiaisonOfficers overrideCondition closePhase recordResult recordMeeting recordSupervision addTask urge replan shiftDates reassignTasks setBulletinRhythm setLadders correctField suspend resume cancel',
    ],
    ['own', 'unitLeader managerInCharge', 'nameLiaisonOfficer'],
    ['member', 'unitLeader managerInCharge', 'nameLiaisonOfficer'],
    ['leadingGroup', 'groupLeader groupDeputy', 'suspend resume cancel'],
  ],
  task: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'sign return report submit breakDown planNodes completeNode requestExtension answerUrgingNotice withdrawStep'],
    [
      'office',
      'office',
      'accept sendBack relapse withdrawAcceptance decideExtension reassign correctField cancel signUrgingNotice declineUrgingNotice attachSealedNotice planNodes urge withdrawStep',
    ],
  ],
  bulletin: [['office', 'office', 'edit refresh sign attachSealed issue withdraw']],
  case: [
    [
      'actingBody',
      'inspector',
      'recordInspection issueOrder suspendBusiness summonForTalk withdrawMeasure submitRectification recordFollowUp requestExtension fileCase concludeFiled correctDecision close decideClose reopen correctField withdrawStep',
    ],
    [
      'actingBody',
      'managerInCharge unitLeader',
      'decideExtension summonForTalk withdrawMeasure fileCase concludeFiled correctDecision close decideClose reopen correctField withdrawStep',
    ],
  ],
  meeting: [
    ['office', 'office', 'changeMeeting recordAttendance recordMinutes correctMinutes cancel'],
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'reply'],
    ['member', 'liaisonOfficer unitLeader managerInCharge', 'reply'],
  ],
  supervision: [
    ['office', 'office', 'postpone recordVisit reviewObjection close cancel'],
    ['leadingGroup', 'groupLeader groupDeputy', 'reviewObjection'],
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'object'],
  ],
  indicator: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'setBaseline correctBaseline recordValue correctValue publishReference'],
    ['supporting', 'liaisonOfficer unitLeader managerInCharge', 'recordValue correctValue'],
    ['office', 'office', 'setBaseline correctBaseline correctValue publishReference assignOwner setTarget setSchedule setWarning clearWarning cancel'],
  ],
  survey: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'recordProgress recordQualityCheck complete'],
    ['supporting', 'liaisonOfficer unitLeader managerInCharge', 'recordProgress'],
    ['office', 'office', 'recordProgress recordQualityCheck complete cancel'],
  ],
  evaluation: [['office', 'office', 'openReview inviteExperts recordIndicators showScores publish correctScore recordOutcome close cancel']],
  assessment: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'answerItem submitSelfCheck raiseObjection'],
    ['office', 'office', 'reviewItem extendSelfCheck returnSelfCheck completeReview answerObjection'],
    ['leadingGroup', 'groupLeader groupDeputy', 'answerObjection'],
  ],
  consultation: [
    ['own', 'liaisonOfficer unitLeader managerInCharge', 'comment agree'],
    ['supporting', 'liaisonOfficer unitLeader managerInCharge', 'comment agree'],
    ['office', 'office', 'answerComment extend endCollecting close cancel'],
  ],
};
export const readers = 'office groupLeader groupDeputy';
