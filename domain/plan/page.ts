import { flat } from './text.ts';

/** Lines that belong to the web page or the file around a document and say nothing of the plan. */
const furniture = [
  /^(?:您?(?:现在)?(?:所在|当前)(?:的)?位置|当前位置|首页\s*>|首页$|网站首页)/,
  /^(?:索\s*引\s*号|信息索引|发布机构|发文机关|主题分类|组配分类|体裁分类|公开类型|公开属性|公开期限|公开方式|名\s{0,6}称\s*:|标\s{1,8}题|主\s*题\s*词|关键词|内容概述|时\s{1,8}效|有效性|文件有效性|效力状态|生效日期|废止日期|浏览次数|阅读次数|访问次数|点击(?:数|次数|量)|字体|字号|【?字体)/,
  /^[•·\s]*(?:发布)?(?:时间|日期)\s*:\s*\d{4}/,
  /^[•·\s]*(?:发布时间|发布日期|来源|信息来源|文章来源|作者|编辑|责任编辑)\s*:/,
  /^\(?此件(?:主动|依申请|不予)?公开/,
  /^(?:设为首页|加入收藏|长辈版|适老版|无障碍|繁体|简体|打印(?:本页)?$|关闭(?:窗口)?$|分享到|收藏$|返回顶部|政策解读|文字解读|图片解读)/,
  /^-?\s*第?\s*\d{1,4}\s*页?\s*-?$/,
  /^(?:https?:\/\/|www\.)/,
];
/** From here on nothing of the document follows, save annexes. */
const footer =
  /^(?:扫一扫|关联阅读|相关阅读|相关链接|相关文档|相关推荐|相关文章|延伸阅读|附件下载|上一篇|下一篇|免责声明|友情提示|版权所有|网站地图|ICP备|.ICP备|抄送\s*:|.{2,30}办公室\s+\d{4}年\d{1,2}月\d{1,2}日印发)/;
const siteName = /^.{2,16}(?:网站|政府网|门户网|信息网)$/;

/** Whether a line is page furniture (to be skipped), opens the page's footer, or belongs to the document. */
export function pageRole(text: string): 'furniture' | 'footer' | 'document' {
  const plain = flat(text.slice(0, 120)).trim();
  if (footer.test(plain)) return 'footer';
  if (furniture.some((pattern) => pattern.test(plain)) || siteName.test(plain)) return 'furniture';
  return 'document';
}

const annexHead = /^附\s{0,4}(?:件|表|录)\s{0,4}(\d{1,2}|[一二三四五六七八九十]{1,2})?\s{0,4}(?:[:、.]\s*)?(.*)$/;

/** “附件”, “附件2”, “附件:1.……” at the head of a line: its number and what follows on the line. */
export function annexOf(text: string): { readonly number?: string; readonly rest: string; readonly colon: boolean } | undefined {
  const plain = flat(text.slice(0, 200)).trim();
  const match = annexHead.exec(plain);
  if (!match) return undefined;
  const rest = (match[2] ?? '').trim();
  const colon = /^附\s{0,4}(?:件|表|录)\s{0,4}(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s{0,4}:/.test(plain);
  if (!colon && rest.length > 0 && /[。,;]/.test(rest)) return undefined;
  return { ...(match[1] ? { number: match[1] } : {}), rest, colon };
}
