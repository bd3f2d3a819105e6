import type { Instant } from '../process/time.ts';
import { dueText, type NoticeText, oneLine } from './render.ts';

// What starts a mark, a link, a tag or a mention in the Markdown of chat programs, and its full-width likeness, which starts none.
const likenesses: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '*': '＊',
  _: '＿',
  '`': '｀',
  '#': '＃',
  '@': '＠',
  '~': '～',
  '|': '｜',
  '\\': '＼',
};

/** A text written by people as Markdown that says it literally, on one line. */
const plain = (text: string): string => oneLine(text).replace(/[<>[\]*_`#@~|\\]/g, (character) => likenesses[character] ?? character);

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

function item(notice: NoticeText, now: Instant): string {
  const due = notice.dueAt === undefined ? '' : `\n> 时限：${plain(dueText(notice.dueAt, now).zh)}`;
  return `**${plain(notice.title.zh)}**\n> ${plain(notice.why.zh)}${due}\n> 依据：${plain(notice.rule.zh)}\n> 终止：${plain(notice.stops.zh)}`;
}

const heading = (count: number): string => `督办通知 ${count} 项`;

/** Notices as Markdown for a chat group, in Chinese, which is what the group reads; no longer than `mostBytes` of UTF-8, the end cut off where one notice alone is longer. */
export function renderMarkdown(notices: readonly NoticeText[], now: Instant, mostBytes: number): { readonly subject: string; readonly text: string } {
  const whole = [heading(notices.length), ...notices.map((notice) => item(notice, now))].join('\n\n');
  if (byteLength(whole) <= mostBytes) return { subject: heading(notices.length), text: whole };
  let text = '';
  let bytes = byteLength('…');
  for (const character of whole) {
    bytes += byteLength(character);
    if (bytes > mostBytes) break;
    text += character;
  }
  return { subject: heading(notices.length), text: `${text}…` };
}

/** How many notices, from the first on, fit into `mostBytes` of Markdown; one at the least. */
export function fitting(notices: readonly NoticeText[], now: Instant, mostBytes: number): number {
  let bytes = byteLength(heading(notices.length));
  let count = 0;
  for (const notice of notices) {
    bytes += byteLength(`\n\n${item(notice, now)}`);
    if (bytes > mostBytes) break;
    count++;
  }
  return Math.max(1, count);
}
