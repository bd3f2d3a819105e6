import type { PostState } from '../../domain/register/post.ts';
import { instantText, instantTextOrNull } from './instant.ts';

/** A post's row of `post_record`. */
export const projectPost = (state: PostState) => ({
  id: state.id,
  unit_id: state.unitId,
  role: state.role,
  title: state.title,
  person_id: state.personId ?? null,
  deputy_post_id: state.deputyPostId ?? null,
  from: instantText(state.from),
  until: instantTextOrNull(state.until),
});
