import { taskNumberLimit } from '../task/number.ts';

/** A doubt about a plan, with the line it rests on; line 0 speaks of the whole document. */
export interface PlanWarning {
  readonly code: PlanWarningCode;
  readonly line: number;
  readonly zh: string;
  readonly en: string;
}

const texts = {
  'plan.press_conference': ['这是新闻发布会的文字，不是工作计划，未读取任何任务。', 'This is the text of a press conference, not a plan: no task was read.'],
  'plan.report': ['这是工作总结或报道，不是工作计划，未读取任何任务。', 'This is a report of work done, not a plan: no task was read.'],
  'plan.no_tasks': ['没有找到编号的任务。请确认导入的是工作计划、实施方案或任务分解表。', 'No numbered task was found. Make sure that the document is a plan or a table of tasks.'],
  'plan.date_damaged': ['成文日期“{text}”已残缺，日期留空，请补填。', 'The date line "{text}" is damaged: the date is left empty, please fill it in.'],
  'plan.date_invalid': ['“{text}”不是有效日期，期限留空。', '"{text}" is not a date: the deadline is left empty.'],
  'plan.year_assumed': ['“{text}”没有写明年份，按{year}年理解。', '"{text}" names no year; {year} was assumed.'],
  'plan.deadline_open': ['“{text}”没有写明日期，期限留空。', '"{text}" names no date: the deadline is left empty.'],
  'plan.rhythm_day_unread': [
    '“{text}”写明每期内的日期，周期性任务的时限按每期末推算，该日期未读取。',
    '"{text}" names a day within each period; a recurring task is due at each period’s end, and the day was not read.',
  ],
  'plan.several_deadlines': ['任务{number}写有多个期限，取最后一个{date}。', 'Task {number} names several deadlines; the last, {date}, was taken.'],
  'plan.several_leads': [
    '任务{number}写有多个牵头单位，取第一个“{name}”，其余列为配合单位。',
    'Task {number} names several lead units; the first, "{name}", was taken, the others are supporting.',
  ],
  'plan.lead_assumed': [
    '任务{number}没有区分牵头与配合，以排在首位的“{name}”为牵头单位。',
    'Task {number} does not tell lead from supporting units; the first named, "{name}", was taken as lead.',
  ],
  'plan.leads_absent': ['{count}项任务没有写明牵头单位，已留空。', '{count} tasks name no lead unit; it is left empty.'],
  'plan.deadlines_absent': ['{count}项任务没有写明完成时限，已留空。', '{count} tasks name no deadline; it is left empty.'],
  'plan.phases_absent': ['文中没有写明工作阶段及起止时间。', 'The document states no phases with dates.'],
  'plan.phase_dates_absent': ['阶段“{name}”没有写明起止时间。', 'The phase "{name}" states no dates.'],
  'plan.phase_ends_before_start': ['阶段“{name}”的结束日期早于开始日期。', 'The phase "{name}" ends before it starts.'],
  'plan.phase_ends_before_former': ['阶段“{name}”的结束日期早于前面阶段的结束日期。', 'The phase "{name}" ends before a phase ahead of it ends.'],
  'plan.phase_overlaps': ['阶段“{name}”开始时，前面的阶段还没有结束。', 'The phase "{name}" starts before a phase ahead of it has ended.'],
  'plan.phases_unmatched': [
    '文中分{count}个阶段，与政府承诺、综合干预、考核评估三个阶段不能一一对应，请核对。',
    'The document has {count} phases, which do not match commitment, intervention and evaluation one to one; please check.',
  ],
  'plan.annex_absent': ['文中列有附件“{title}”，但导入的内容里没有，请另行导入或补充。', 'The annex "{title}" is listed but is not part of what was imported.'],
  'plan.unit_unknown': ['单位“{name}”不在组织机构中，只保留名称。', 'The unit "{name}" is not in the register: only its name is kept.'],
  'plan.unit_ambiguous': ['“{name}”可能指多个单位（{candidates}），请选定。', '"{name}" may be one of several units ({candidates}); please choose.'],
  'plan.items_share_line': ['第{first}项与第{second}项写在同一行，已分成两项。', 'Items {first} and {second} stand on one line; they were read as two.'],
  'plan.number_repeated': ['编号{number}重复出现，后一项改编为{given}。', 'Number {number} occurs again; the later item is numbered {given}.'],
  'plan.number_unfit': [
    '“{text}”不能作任务编号（最多{limit}个字，不含句末标点），编为{number}。',
    '"{text}" cannot be a task’s number (at most {limit} characters, no sentence); it was given {number}.',
  ],
  'plan.number_gap': ['编号从{from}跳到{to}，中间可能漏项。', 'Numbers jump from {from} to {to}: items may be missing.'],
  'plan.number_begins': ['编号从{number}开始，前面可能漏项。', 'Numbers begin at {number}: items may be missing.'],
  'plan.chapter_unread': [
    '“{title}”按标题不列任务，其中{count}项有编号的内容未读作任务，请核对。',
    'By its title "{title}" holds no tasks: {count} numbered items in it were not read as tasks, please check.',
  ],
  'plan.indicator_conflict': [
    '指标“{name}”前后写法不一（{first}，{second}），以先出现的为准。',
    'The indicator "{name}" is stated differently ({first}, {second}); the first was kept.',
  ],
  'plan.indicator_partly': ['指标“{name}”须同时“{also}”，这一条件未读取，请核对。', 'The indicator "{name}" must also be "{also}"; this condition was not read, please check.'],
  'plan.contact_masked': ['本行含联系人或联系方式，已隐去。', 'This line held a contact; it is masked.'],
  'plan.table_unread': ['表格没有可识别的任务列表头，未读取。', 'The table has no header that names a column of tasks; it was not read.'],
  'plan.rows_merged': ['任务{number}占有合并的多行，已合为一项。', 'Task {number} spans merged rows, read as one.'],
  'plan.table_and_text': [
    '正文与表格都列有任务，已按内容合并，未能对应的表格行另列。',
    'Both the text and a table list tasks; equal ones were merged, the rest of the table added.',
  ],
  'plan.title_absent': ['没有找到标题，请补填。', 'No title was found; please fill it in.'],
  'plan.truncated': ['文件超出可读取的行数、列数或长度，其余部分未读取。', 'The file exceeds what is read; the rest was left out.'],
  'plan.columns_absent': [
    '任务表没有{zh}列：修订执行中的方案时，这些内容保持原样。',
    'The list has no column {en}: of a running plan that is revised from it, these stay as they are.',
  ],
  'plan.cancelled_unread': ['表中{count}项已取消的任务未读取：{numbers}。', '{count} cancelled tasks of the list were not read: {numbers}.'],
  'plan.shares_unread': ['表中{count}项分任务随所属任务，未读取：{numbers}。', '{count} rows are units’ shares, which go with their whole, and were not read: {numbers}.'],
  'plan.paced_dates_unread': [
    '{count}项周期性任务的时限随周期推算，表中时限未读取：{numbers}。',
    'The dates of {count} recurring tasks follow their rhythm; those of the list were not read: {numbers}.',
  ],
  'plan.moments_unread': [
    '{count}项任务的时限精确到时刻，方案不能写明，修订时保持原样：{numbers}。',
    '{count} tasks are due at a moment, which a plan cannot say; a revision leaves them as they are: {numbers}.',
  ],
  'plan.rhythm_unread': [
    '任务{number}的周期“{text}”不是每周、每月、每季度、每半年或每年，修订时保持原样。',
    'The rhythm "{text}" of task {number} is none of the calendar; a revision leaves it as it is.',
  ],
  'plan.kind_contradicted': [
    '任务{number}的任务类型与周期或分担单位不一致，以任务类型为准。',
    'The kind of task {number} does not fit its rhythm or its units; the kind was taken.',
  ],
  'plan.phase_unread': [
    '任务{number}的阶段“{text}”不是政府承诺、综合干预或考评督导，修订时保持原样。',
    'The phase "{text}" of task {number} is none of the three; a revision leaves it as it is.',
  ],
  'plan.number_given': ['本行没有编号，编为{number}。', 'The row has no number; it was given {number}.'],
  'plan.content_absent': ['任务{number}没有任务内容：修订时保持原样。', 'Task {number} has no content; a revision leaves it as it is.'],
  'plan.imported_before': ['同样的内容已导入过。', 'The same content was imported before.'],
} as const satisfies Record<`plan.${string}`, readonly [string, string]>;
export type PlanWarningCode = keyof typeof texts;

/** A warning with its texts filled in. */
export function warn(code: PlanWarningCode, line: number, params: Readonly<Record<string, string | number>> = {}): PlanWarning {
  const fill = (text: string): string => text.replace(/\{(\w{1,20})\}/g, (all, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : all));
  const [zh, en] = texts[code];
  return { code, line, zh: fill(zh), en: fill(en) };
}

/** That what stands for a number cannot be one, and which was given. */
export const unfitNumber = (text: string, number: string, line: number): PlanWarning =>
  warn('plan.number_unfit', line, { text: text.length > 20 ? `${text.slice(0, 20)}…` : text, limit: taskNumberLimit, number });
