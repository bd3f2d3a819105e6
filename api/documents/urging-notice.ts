import type { UrgingLetter } from '../../domain/task/urging-letter.ts';
import { dateInWords, type OfficialDocument } from './official.ts';

const inWords = (due: string): string => (/^\d{4}-\d\d-\d\d$/.test(due) ? dateInWords(due) : due);

/** 督办通知书 in full; without a number it is a draft. */
export function urgingNotice(letter: UrgingLetter, signed: { readonly number?: string | undefined; readonly signer?: string | undefined }): OfficialDocument {
  const { office, sealedBy, unit, source, task, content, standard, due, daysLate, chased, groupToldOn, answerOn, on } = letter;
  const before = chased.map((one) => `${dateInWords(one.on)}${one.what}`).join('、');
  return {
    head: office,
    number: signed.number,
    title: '督办通知书',
    addressee: unit,
    paragraphs: [
      `根据${source}，你单位牵头办理任务${task}“${content}”${standard === undefined ? '' : `，工作标准为“${standard}”`}，应于${inWords(due)}前完成。截至${dateInWords(on)}，该任务已超期${daysLate}日，仍未办结。${before === '' ? '' : `此前已于${before}。`}`,
      `现予督办。请立即组织办理，查明未按期完成的原因，明确整改措施和完成时限，并于${dateInWords(answerOn)}前将办理情况书面报${office}。确需延期的，请说明理由并提出延期申请。`,
      groupToldOn === undefined ? '逾期仍未办结的，将报领导小组，并视情予以通报。' : `该任务已于${dateInWords(groupToldOn)}报领导小组。逾期仍未办结的，将视情予以通报。`,
    ],
    signature: office,
    ...(sealedBy === undefined ? {} : { sealedBy }),
    on: signed.number === undefined ? undefined : dateInWords(on),
    ...(signed.signer === undefined ? {} : { signer: signed.signer }),
    particulars: { task, matter: content, standard, due: inWords(due), daysLate: String(daysLate), answerOn: dateInWords(answerOn) },
  };
}
