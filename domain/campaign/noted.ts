/** What a meeting with a record of its own writes into its campaign: more people see the campaign than what was said there. */
export const minutesSeen = (number: string): string => `会议纪要见${number}`;
/** What a visit with a record of its own writes into its campaign. */
export const visitSeen = (number: string): string => `督导情况见${number}`;

const written = new RegExp(`^(?:${minutesSeen('')}|${visitSeen('')}).{1,20}〔\\d{4}〕\\d+号$`);
/** True of a campaign's own note of a meeting or a visit that has a record of its own, where it is counted. */
export const isOfRecord = (text: string): boolean => written.test(text);
