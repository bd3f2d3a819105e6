import { flat } from './text.ts';

/** What a chapter of a plan is for; only some hold tasks. */
export type ChapterKind = 'task' | 'goal' | 'phases' | 'background' | 'none' | 'open';

const task =
  /重点任务|主要任务|工作任务|具体任务|任务分解|任务分工|任务清单|目标任务分解|年度任务|建设任务|创建任务|重点工作|主要工作|工作内容|建设内容|创建内容|实施内容|活动内容|整治内容|重点内容|主要内容|工作重点|整治重点|重点建设|主要措施|工作措施|具体措施|主要举措|重点举措|工作举措|任务(?:及|和|与)(?:措施|分工)|措施(?:及|和)分工|专项行动(?!领导|工作组)|重点行动|主要行动|重点项目|重点工程|整体工作安排|工作安排|责任清单|推进措施|行动内容|行动任务/;
const goal =
  /(?:工作|总体|主要|行动|创建|建设|具体|年度|阶段|预期|发展|整治|活动|考核|量化)(?:性)?(?:目标|指标)|^目标|关键指标|指标体系|^指标|目标(?:和|及|与)指标|^(?:总|主要)?目标$/;
const phases =
  /实施步骤|工作步骤|方法步骤|步骤安排|时间安排|时间进度|进度安排|阶段安排|推进步骤|实施阶段|工作阶段|时间步骤|实施进度|工作进度|步骤(?:及|和|与)(?:时间|要求|安排)|时间(?:及|和|与)步骤|^步骤|行动步骤|活动步骤|创建步骤|整治步骤|阶段划分|实施时间|时间节点安排/;
const background = /背景|现状|基础条件|工作基础|回顾|主要成效|存在(?:的)?问题|形势/;
const none =
  /指导思想|总体要求|总体思路|工作思路|基本思路|基本原则|工作原则|实施原则|重要意义|重大意义|目的意义|意义|(?:提高|统一|深化)(?:思想)?认识|思想认识|组织领导|组织保障|保障措施|保障机制|工作保障|强化保障|加强保障|政策保障|支撑保障|组织实施|组织机构|工作机构|领导机构|加强领导|强化领导|工作要求|有关要求|相关要求|几点要求|活动要求|纪律要求|实施要求|经费|资金(?:安排|保障|来源)|工作周期|创建周期|实施范围|活动范围|整治范围|编制依据|法律依据|制定依据|附则|监督考核|考核评估|考核评价|考核奖惩|督导(?:检查|评估|考核)|监督管理$|监测评估|职责分工|部门职责|成员单位职责|工作职责|责任分工|活动主题|活动时间|活动主题|工作机制$|奖惩|评分|申报|名词解释|成员名单|人员名单|领导小组|实施与评估/;
/** Titles that say all by themselves at any depth. */
const whole =
  /^(?:一是)?(?:指导思想|基本原则|工作原则|总体要求|总体思路|总体目标|工作目标|主要目标|具体目标|行动目标|关键指标|主要指标|具体指标|预期目标|年度目标|阶段目标|工作指标|目标指标|核心指标|目标要求|工作要求|保障措施|组织领导|工作背景|主要成效|存在问题|活动主题|活动时间)[。:]?$/;

const certain = /(?:思想|要求|思路|原则|意义|认识|领导|保障|(?:保障|组织)措施|机制|组织实施|机构|小组|目标|指标|背景|形势|成效|问题|现状|基础|依据|主题|附则)$/;

/** Whether a title's last word says for certain that its chapter holds no tasks; others (申报, 督导检查) may name work as well. */
export const isCertainlyNoTask = (title: string): boolean =>
  certain.test(
    flat(title)
      .split(/[。;:]/)[0]
      ?.trim() ?? '',
  );

/** What a chapter is for, by its title. `top` titles are read word by word; deeper ones only where the whole title is one of the usual ones. */
export function chapterKind(title: string, top: boolean): ChapterKind {
  const plain = flat(title).split(/[。;]/)[0]?.trim() ?? '';
  if (plain.length > 40) return 'open';
  if (!top) {
    if (phases.test(plain) && plain.length <= 10) return 'phases';
    if (!whole.test(plain)) return /^(?:重点任务|主要任务|工作任务|具体任务|重点工作)[。:]?$/.test(plain) ? 'task' : 'open';
  }
  // “目标任务” and “工作目标及任务” hold both: what stands below decides.
  if (/目标(?:及|和|与)?(?:重点|主要|工作)?任务|任务(?:及|和|与)?目标/.test(plain) && !/分解/.test(plain)) return 'open';
  if (phases.test(plain)) return 'phases';
  if (background.test(plain) && plain.length <= 14) return 'background';
  if (goal.test(plain)) return 'goal';
  if (task.test(plain)) return 'task';
  if (none.test(plain)) return 'none';
  return 'open';
}

/** Annexes that hold tasks by their title; others (forms, score sheets, name lists) do not. */
export const annexHoldsTasks = (title: string): boolean | undefined => {
  const plain = flat(title);
  if (/评分|申报|申请|报名|名单|标准$|考核(?:表|细则|办法)|统计表|汇总表|联系方式|联络员|登记|调查(?:表|方案|问卷)|宣传(?:标语|口号)|标语|职责|样表|模板/.test(plain)) return false;
  if (/任务|分工|清单|计划|方案|要点|台账|措施|安排/.test(plain)) return true;
  return undefined;
};
