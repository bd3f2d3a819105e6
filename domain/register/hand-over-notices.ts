import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { World } from '../process/definition.ts';
import type { HandedItem } from './hand-over.ts';

const rule: Bilingual = { zh: '人员变动时，职责、案件一并移交', en: 'Whoever leaves a post hands over what goes with it' };

const counted = (items: readonly HandedItem[]): Bilingual => {
  const of = (type: HandedItem['type']): number => items.filter((item) => item.type === type).length;
  const [posts, cases, delegations] = [of('post'), of('case'), of('delegation')];
  return {
    zh: `岗位${posts}个、案件${cases}件${delegations === 0 ? '' : `，撤回委托${delegations}项`}`,
    en: `${posts} posts and ${cases} cases${delegations === 0 ? '' : `, ${delegations} delegations revoked`}`,
  };
};

/** The post in which a person is told: one that they hold, the first of those handed over else. */
function addressee(personId: string, items: readonly HandedItem[], world: World): Addressee | undefined {
  const post = world.org.postsOf(personId, world.now)[0] ?? items.flatMap((item) => (item.type === 'post' ? (world.org.post(item.id) ?? []) : []))[0];
  return post && { personId, postId: post.id, unitId: post.unitId };
}

/** One notice to whoever hands over and to each who takes over, with the number of items; `world.org` is the org after it. */
export function handedOverNotices(self: string, items: readonly HandedItem[], reason: string, world: World): readonly NoticeDraft[] {
  const tell = (personId: string, its: readonly HandedItem[], title: Bilingual): readonly NoticeDraft[] => {
    const to = addressee(personId, its, world);
    const number = counted(its);
    if (!to) return [];
    return [
      {
        kind: 'handedOver',
        to: [to],
        title,
        why: { zh: `${number.zh}。原因：${reason}`, en: `${number.en}. Reason: ${reason}` },
        rule,
        stops: { zh: '无需办理，请核对清单。', en: 'Nothing to do; please check the list.' },
      },
    ];
  };
  const successors = [...new Set(items.flatMap((item) => item.to ?? []))];
  return [
    ...tell(self, items, { zh: '您名下的事项已移交', en: 'What was in your name has been handed over' }),
    ...successors.flatMap((personId) =>
      tell(
        personId,
        items.filter((item) => item.to === personId),
        { zh: '您已接手移交的事项', en: 'You have taken over what was handed over' },
      ),
    ),
  ];
}
