export const account = {
  account: {
    title: 'My account',
    lead: 'Password, delegations, calendar and tokens: all of them yours alone.',
    posts: 'Posts',
    changed: 'The password was changed; all other sessions have ended.',
    passwordLead: 'All other sessions end with it.',
    delegating: 'Delegation',
    delegatingLead:
      'While you are away another may act in one of your posts, or enter for you what you decided; the record says for whom. It ends by itself, and you may revoke it at any time.',
    delegate: 'Delegate',
    calendar: 'Calendar',
    calendarLead: 'Add the address to the calendar of a phone or computer to see your units’ deadlines, meetings and visits. The address is a key: do not pass it on.',
    calendarMake: 'Make an address',
    calendarOnce: 'The address is shown this once, copy it now:',
    calendarAnew: 'Make a new one',
    calendarAnewAsk: 'The former address opens nothing any more.',
    calendarEnd: 'End it',
    calendarEndAsk: 'The address opens nothing any more.',
    madeAt: 'Made',
    neverUsed: 'not used yet',
    tokens: 'My tokens',
  },
} as const;
