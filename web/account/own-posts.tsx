import type { ReactNode } from 'react';
import type { Me } from '../api/acting.ts';
import { OfferedChoices } from '../steps/offered.tsx';

/** Within this a form that asks for a post offers one's own alone: nobody but an administrator delegates another's. */
export function OwnPosts({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  return <OfferedChoices value={{ postId: me.posts.map(({ id, title, unit }) => [id, `${unit.name} ${title}`] as const) }}>{children}</OfferedChoices>;
}
