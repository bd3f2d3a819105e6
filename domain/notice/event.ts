import type { Instant } from '../process/time.ts';
import type { Addressee, Bilingual, NoticeDraft } from './notice.ts';

/** Something that happens, as its notices say it. */
interface Event {
  readonly zh: string;
  readonly en: string;
  readonly why: Bilingual;
  /** What is to be done; without it nothing is. */
  readonly stops?: Bilingual;
  /** What a person's own words are called; without it 理由. */
  readonly words?: Bilingual;
}

/** The events of one kind of process. */
export type Events = Readonly<Record<string, Event>>;

/** To what it happens. */
interface Happening {
  readonly about: Bilingual;
  /** The document or rule behind it. */
  readonly rule: Bilingual;
  /** What the person gave as reason. */
  readonly reason?: string | undefined;
  readonly dueAt?: Instant | undefined;
  readonly urgent?: boolean | undefined;
}

/** Where a notice asks nothing. */
export const nothing: Bilingual = { zh: '仅供知悉，无需办理。', en: 'For information: nothing is asked.' };
const reasons: Bilingual = { zh: '理由', en: 'Reason' };

/** Text that ends as a sentence does. */
const ended = (text: string): string => (/[。！？.!?…]$/.test(text) ? text : `${text}。`);

/** The notice of an event. None when nobody can be told. */
export function eventNotice(kind: string, event: Event, to: readonly Addressee[], { about, rule, reason, dueAt, urgent }: Happening): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  const { why, stops = nothing, words = reasons } = event;
  return [
    {
      kind,
      to,
      title: { zh: `【${event.zh}】${about.zh}`, en: `${event.en}: ${about.en}` },
      why: reason ? { zh: `${why.zh}${words.zh}：${ended(reason)}`, en: `${why.en} ${words.en}: ${reason}` } : why,
      rule,
      stops,
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(urgent ? { urgent } : {}),
    },
  ];
}
