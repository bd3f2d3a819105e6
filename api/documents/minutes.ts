import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { type MeetingState, type Present, standing } from '../../domain/meeting/state.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import { kindNames } from '../meetings/presenter.ts';
import { dateInWords, type OfficialDocument } from './official.ts';

/** 会议纪要 in full, with units by the names of the day the minutes in force were recorded; undefined while there are no minutes. */
export function minutesDocument(state: MeetingState, org: Org): OfficialDocument | undefined {
  const { minutes, attendance, agenda } = state;
  if (!minutes) return undefined;
  const name = (unitId: string): string => unitNameAt(unitId, org, minutes.at);
  const seat = ({ unitId, postId, proxy }: Present): string => {
    const title = postId === undefined ? undefined : org.post(postId)?.title;
    return `${name(unitId)}${title === undefined ? '' : `（${title}）`}${proxy ? '（代）' : ''}`;
  };
  const office = name(state.officeUnitId);
  const held = state.heldOn === undefined ? undefined : dateInWords(state.heldOn);
  const present = attendance && (attendance.present.map(seat).join('、') || '无');
  const absent = attendance && (attendance.absent.map(name).join('、') || '无');
  const topics = agenda.length === 0 ? undefined : agenda.map(({ title }, index) => `（${index + 1}）${title}`).join('；');
  const record = minutes.text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const decided = standing(state).map(({ number, content, leadUnitId, supporting, standard, dueOn }) => {
    const helped = supporting.length > 0 ? `，${supporting.map(name).join('、')}配合` : '';
    return `${number}．${content}。由${name(leadUnitId)}牵头${helped}${dueOn === undefined ? '' : `，${dateInWords(dueOn)}前完成`}${standard === undefined ? '' : `；工作标准：${standard}`}。`;
  });
  return {
    head: office,
    number: state.number,
    title: '会议纪要',
    addressee: state.unitIds.map(name).join('、'),
    paragraphs: [
      `会议：${state.title}（${kindNames[state.kind].zh}）`,
      `时间：${held ?? ''}${state.place === undefined ? '' : `　地点：${state.place}`}`,
      ...(attendance ? [`出席：${present}`, `缺席：${absent}`] : []),
      ...(topics === undefined ? [] : [`议题：${topics}`]),
      ...record,
      ...(decided.length > 0 ? ['会议议定以下事项：'] : []),
      ...decided,
    ],
    signature: office,
    on: dateInWords(beijingDateOf(minutes.at)),
    particulars: {
      meeting: `${state.title}（${kindNames[state.kind].zh}）`,
      heldOn: held,
      place: state.place,
      present,
      absent,
      agenda: topics,
      record: record.map((text) => ({ text })),
      decisions: decided.map((text) => ({ text })),
    },
  };
}
