import type { UnitKind } from '../org/org.ts';
import { flat } from './text.ts';
import type { UnitSet } from './unit.ts';

const group = '(?:有关|相关|成员|责任|职能|牵头|配合|参与|市级|区级|县级|市直|区直|县直|直属|级){0,3}';
const expressions: readonly (readonly [RegExp, readonly UnitKind[], boolean])[] = [
  [/^(?:领导小组)?各成员(?:单位|部门)/, [], true],
  [/^各(?:县|区|市){1,3}(?:\(市、区\)|\((?:市|区|县)\)|、(?:市|区|县)|\(市\)、区){0,2}(?:人民)?(?:政府)?(?![直级])/, ['district'], false],
  [
    /^各(?:乡镇街道|镇街道?|乡镇\(街道(?:办事处)?\)|街镇|镇\(街道?\)|镇\(乡、街道\)|乡\(镇、街道\)|街道\((?:乡)?镇\)|乡镇(?:人民政府)?(?:、|和|及|\/)(?:各)?街道(?:办事处)?|镇(?:人民政府)?(?:、|和|及|\/)(?:各)?街道(?:办事处)?|街道(?:办事处)?(?:、|和|及|\/)(?:各)?(?:乡)?镇(?:人民政府)?|乡\(镇\)(?:人民政府)?(?:、|和)(?:各)?街道(?:办事处)?)(?:人民政府|办事处)?/,
    ['town', 'subDistrict'],
    false,
  ],
  [/^各街道办事处|^各街道/, ['subDistrict'], false],
  [/^各(?:乡镇|乡\(镇\)|镇乡|镇|乡)(?:人民)?(?:政府)?/, ['town'], false],
  [/^各(?:村\(社区\)|社区\(村\)|村居|村(?:居)?(?:、|和|及)(?:各)?社区|社区(?:、|和|及)(?:各)?村)(?:居委会|村委会)?/, ['community', 'village'], false],
  [/^各社区(?!卫生)/, ['community'], false],
  [/^各(?:行政)?村(?!卫生)/, ['village'], false],
  [/^各(?:级)?(?:各类)?(?:医疗卫生(?:健康)?(?:机构|单位)|医疗机构|公立医院|医院|中小学校?|学校|基层医疗卫生机构|企事业单位)/, ['institution'], false],
  [new RegExp(`^(?:全[市区县])?(?:[市区县]级|[市区县]直)?各${group}(?:部门(?:和|、|及)?单位|部门|委办局|委、办、局|科局|局办)`), ['department'], false],
  [new RegExp(`^(?:全[市区县])?(?:[市区县]级|[市区县]直)?各${group}单位`), ['department', 'town', 'subDistrict'], false],
  [/^[市区县](?:级|直)(?:各|有关|相关)?(?:有关|相关)?(?:部门|单位)/, ['department'], false],
];
const joint = /^(?:、|,|和|及|与|以及)(?=各|[市区县](?:级|直))/;

/** The set expression at the head of a flat text (several joined by 、 or 和 count as one), or undefined. */
export function setAt(text: string): (UnitSet & { readonly length: number }) | undefined {
  const plain = flat(text.slice(0, 80));
  let at = 0;
  const kinds = new Set<UnitKind>();
  let members = false;
  let end = 0;
  for (;;) {
    const rest = plain.slice(at);
    const hit = expressions.map(([pattern, of, all]) => ({ match: pattern.exec(rest), of, all })).find((candidate) => candidate.match);
    if (!hit?.match) break;
    for (const kind of hit.of) kinds.add(kind);
    members ||= hit.all;
    at += hit.match[0].length;
    end = at;
    const link = joint.exec(plain.slice(at));
    if (!link) break;
    at += link[0].length;
  }
  if (end === 0) return undefined;
  return { expression: text.slice(0, end), kinds: [...kinds], members, length: end };
}

/** The set that a name in a list of units stands for: the whole name must be the expression. */
export function setOf(name: string): UnitSet | undefined {
  const trimmed = name.trim();
  const found = setAt(trimmed);
  if (!found || !/^(?:等?(?:相关|有关)?(?:部门|单位)?)?$/.test(trimmed.slice(found.length))) return undefined;
  return { expression: trimmed, kinds: found.kinds, members: found.members };
}

const duty =
  /^(?:都|均)?(?:要|应|须|需|必须|负责|分别|每|至少|按|根据|结合|认真|积极|切实|全面|组织|开展|建立|制定|成立|明确|落实|确定|加强|做好|报送|上报|召开|设立|完成|推进|配备|健全|[,、]?要)/;

/** The set of units that a task's text orders to act: “各乡镇(街道)要……” at its head. “各部门联动” and “各街道办事处主任” are no orders. */
export function orderedSet(content: string): UnitSet | undefined {
  const found = setAt(content);
  if (!found || !duty.test(flat(content.slice(found.length, found.length + 8)).trimStart())) return undefined;
  return { expression: found.expression, kinds: found.kinds, members: found.members };
}
