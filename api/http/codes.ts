import type { Bilingual } from '../../domain/notice/notice.ts';

/**
 * Codes that the HTTP layer itself answers, with their texts; codes of rules stand in domain/<folder>/refusals.ts. Stable, never reused;
 * `{name}` is filled from the problem's params. Statuses: status.ts.
 */
export const httpTexts = {
  'request.invalid': { zh: '请求不符合接口约定，见items中的每一处。', en: 'The request does not fit its schema; items names each place.' },
  'request.body_malformed': { zh: '请求体不是可接受的JSON：{reason}。', en: 'The body is not acceptable JSON: {reason}.' },
  'request.body_too_large': { zh: '请求体超过{limit}字节的上限。', en: 'The body exceeds the limit of {limit} bytes.' },
  'request.body_interrupted': { zh: '请求体没有传完。', en: 'The body ended before it was complete.' },
  'request.media_type': { zh: '不支持这种内容类型，可用：{accepted}。', en: 'This media type is not accepted here; accepted: {accepted}.' },
  'request.parameter_repeated': { zh: '参数“{name}”只能出现一次。', en: 'The parameter "{name}" may appear only once.' },
  'request.text_invalid': { zh: '请求中含有不可接受的字符。', en: 'The request holds characters that are not accepted.' },
  'request.header_invalid': { zh: '请求头{name}的值无效。', en: 'The value of the header {name} is not valid.' },
  'request.version_missing': { zh: '这一步需要If-Match请求头，写明您读到的版本。', en: 'This step needs an If-Match header with the version you read.' },
  'request.cursor_invalid': { zh: '分页游标无效，请从第一页重新开始。', en: 'The cursor is not valid; start again from the first page.' },
  'request.cross_site': { zh: '拒绝来自其他网站的写请求。', en: 'Writes from another site are refused.' },
  'request.host_refused': { zh: '此服务不以这个主机名应答。', en: 'This service does not answer to this host name.' },
  'request.timeout': { zh: '请求体传输太慢，已中止。', en: 'The body came too slowly and was cut off.' },
  'route.not_found': { zh: '没有这个地址。', en: 'There is no such address.' },
  'route.method_not_allowed': { zh: '这个地址不接受此方法，可用：{allowed}。', en: 'This address does not take this method; it takes {allowed}.' },
  'rate.exceeded': { zh: '请求过于频繁，请在{seconds}秒后再试。', en: 'Too many requests; try again in {seconds} s.' },
  'changes.too_many': { zh: '同一人最多同时接收{limit}路更新推送。', en: 'A person may have at most {limit} streams of changes open at once.' },
  'session.missing': { zh: '请先登录。', en: 'Please sign in.' },
  'session.invalid': { zh: '登录已失效，请重新登录。', en: 'The session or token is no longer valid; please sign in again.' },
  'session.refused': { zh: '用户名或密码不正确。', en: 'The user name or the password is not right.' },
  'session.first_password_used': {
    zh: '初始密码只能登录一次，已经用过，请向管理员索取新的初始密码。',
    en: 'A first password signs in once, and this one has been used; ask the administrator for a new one.',
  },
  'session.first_password_expired': { zh: '初始密码已过期，请向管理员索取新的初始密码。', en: 'This first password has expired; ask the administrator for a new one.' },
  'session.slowed': { zh: '尝试过多，请在{seconds}秒后再试。', en: 'Too many attempts; try again in {seconds} s.' },
  'password.too_long': { zh: '密码不能超过{limit}个字符。', en: 'A password has at most {limit} characters.' },
  'password.too_short': { zh: '新密码至少需要{limit}个字符。', en: 'A new password needs at least {limit} characters.' },
  'password.unchanged': { zh: '新密码与原密码相同。', en: 'The new password is the old one.' },
  'password.too_common': { zh: '新密码过于常见或包含用户名。', en: 'The new password is too common or holds the user name.' },
  'password.wrong': { zh: '原密码不正确。', en: 'The present password is not right.' },
  'password.must_change': { zh: '请先修改初始密码。', en: 'Change the initial password first.' },
  'actor.post_missing': { zh: '您目前没有岗位，不能办理。', en: 'You hold no post at present and cannot act.' },
  'actor.post_not_held': { zh: '您目前不担任所指的岗位。', en: 'You do not hold the post named at present.' },
  'archive.too_large': {
    zh: '档案共{entries}件，超过一卷的容量（{most}件、2GB），请按阶段分别下载。',
    en: 'The archive has {entries} pieces, more than one volume takes ({most} pieces, 2 GB): take it phase by phase.',
  },
  'document.absent': { zh: '这里还没有这份文书。', en: 'There is no such document here yet.' },
  'actor.post_ambiguous': { zh: '您担任多个岗位，请用Duban-Post请求头指明以哪个岗位办理。', en: 'You hold several posts; name the one you act in with the header Duban-Post.' },
  'actor.delegation_invalid': { zh: '所指的委托不存在、不属于您或不在有效期内。', en: 'The delegation named does not exist, is not yours or is not in force.' },
  'token.not_found': { zh: '没有这个令牌。', en: 'There is no such token.' },
  'token.scope_missing': { zh: '此令牌的权限范围不包括这一步。', en: 'The scope of this token does not cover this step.' },
  'token.session_required': { zh: '这一步需要用密码登录，不能使用令牌。', en: 'This step needs a signed-in session; a token cannot take it.' },
  'token.too_many': { zh: '有效令牌已达{limit}个上限。', en: 'You already have {limit} valid tokens, the most allowed.' },
  'attachment.not_found': { zh: '没有这个附件。', en: 'There is no such attachment.' },
  'attachment.too_large': { zh: '附件超过{limit}字节的上限。', en: 'The attachment exceeds the limit of {limit} bytes.' },
  'attachment.quota_exceeded': { zh: '本单位的附件空间已满（上限{limit}字节）。', en: 'The space of your unit for attachments is used up (limit {limit} bytes).' },
  'attachment.type_refused': {
    zh: '不接受这种文件（按内容识别为{found}），可用：{accepted}。',
    en: 'This kind of file is not accepted (its content is {found}); accepted: {accepted}.',
  },
  'attachment.name_invalid': { zh: '文件名无效或缺失。', en: 'The file name is missing or not valid.' },
  'attachment.empty': { zh: '附件是空的。', en: 'The attachment is empty.' },
  'attachment.content_missing': { zh: '附件内容暂时不可用。', en: 'The content of this attachment is not available at present.' },
  'notification.not_found': { zh: '没有这条通知。', en: 'There is no such notification.' },
  'delivery.not_found': { zh: '没有这条外发消息。', en: 'There is no such delivery.' },
  'delivery.not_parked': { zh: '这条外发消息没有搁置，无需重发。', en: 'This delivery is not parked: there is nothing to retry.' },
  'service.unavailable': {
    zh: '服务暂时不可用；若是写请求，结果未知，请用同一个Idempotency-Key重试。',
    en: 'The service is not available at present; the outcome of a write is unknown: repeat it with the same Idempotency-Key.',
  },
  'service.busy': { zh: '服务繁忙，请稍后再试。', en: 'The service is busy; try again shortly.' },
  'service.timeout': {
    zh: '没有及时得到结果；若是写请求，结果未知，请用同一个Idempotency-Key重试。',
    en: 'There was no result in time; the outcome of a write is unknown: repeat it with the same Idempotency-Key.',
  },
  'service.storage_full': { zh: '存储空间不足，未保存任何内容。', en: 'Storage is full; nothing was saved.' },
  'service.failed': { zh: '服务出错，已记录（编号见X-Request-Id）。', en: 'Something went wrong here and was recorded (see X-Request-Id).' },
} as const satisfies Record<string, Bilingual>;

/** A code that only the HTTP layer answers. */
export type HttpCode = keyof typeof httpTexts;
