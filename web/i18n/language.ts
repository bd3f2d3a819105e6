/** The languages of the console: Chinese first. */
export type Language = 'zh' | 'en';
