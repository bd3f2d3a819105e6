import type { UnitKind } from '../org/org.ts';
import { flat, tight } from './text.ts';

/** A unit of the register as plan reading needs it. */
export interface PlanUnit {
  readonly id: string;
  readonly name: string;
  readonly shortName?: string;
  readonly aliases: readonly string[];
  readonly kind: UnitKind;
  readonly parentId?: string;
}

/** A unit named by a document: matched to the register, or by name only. */
export interface NamedUnit {
  readonly name: string;
  readonly unitId: string | null;
}

/** An expression for a set of units: 各部门, 各乡镇（街道）, 各街道办事处. `members` stands for the leading group's own members. */
export interface UnitSet {
  readonly expression: string;
  readonly kinds: readonly UnitKind[];
  readonly members: boolean;
}

/** Long forms and the short ones that documents use for them; longest first. */
const shortForms: readonly (readonly [string, string])[] = [
  ['爱国卫生运动委员会办公室', '爱卫办'],
  ['爱卫会办公室', '爱卫办'],
  ['卫生和计划生育', '卫健'],
  ['卫生健康', '卫健'],
  ['卫生计生', '卫健'],
  ['卫计', '卫健'],
  ['人力资源和社会保障', '人社'],
  ['人力资源与社会保障', '人社'],
  ['人力资源社会保障', '人社'],
  ['人力社保', '人社'],
  ['住房和城乡建设', '住建'],
  ['住房与城乡建设', '住建'],
  ['住房城乡建设', '住建'],
  ['城市管理行政执法', '城管'],
  ['城市管理和综合执法', '城管'],
  ['城市管理综合执法', '城管'],
  ['城市管理综合行政执法', '城管'],
  ['城市管理', '城管'],
  ['城管执法', '城管'],
  ['市场监督管理', '市场监管'],
  ['市监', '市场监管'],
  ['药品监督管理', '药监'],
  ['药品监管', '药监'],
  ['文化广电旅游体育', '文广旅体'],
  ['文化广电体育和旅游', '文广旅体'],
  ['文化广电和旅游', '文广旅'],
  ['文化广电旅游', '文广旅'],
  ['文化体育和旅游', '文体旅'],
  ['文化体育旅游', '文体旅'],
  ['文体旅游', '文体旅'],
  ['文旅体', '文体旅'],
  ['文化和旅游', '文旅'],
  ['文化旅游', '文旅'],
  ['经济和信息化', '经信'],
  ['经济信息', '经信'],
  ['工业和信息化', '工信'],
  ['经济发展', '经发'],
  ['发展和改革', '发改'],
  ['发展改革', '发改'],
  ['科学技术协会', '科协'],
  ['科学技术', '科技'],
  ['农业和农村', '农业农村'],
  ['自然资源和规划', '自规'],
  ['自然资源规划', '自规'],
  ['规划和自然资源', '规资'],
  ['规划自然资源', '规资'],
  ['交通运输', '交通'],
  ['医疗保障', '医保'],
  ['退役军人事务', '退役军人'],
  ['民族宗教事务', '民宗'],
  ['民族和宗教事务', '民宗'],
  ['民族宗教', '民宗'],
  ['烟草专卖', '烟草'],
  ['机关事务管理', '机关事务'],
  ['应急管理', '应急'],
  ['行政审批服务', '行政审批'],
  ['教育体育', '教体'],
  ['教育和体育', '教体'],
  ['监察委员会', '监委'],
  ['监察委', '监委'],
  ['教育委员会', '教育局'],
  ['教委', '教育局'],
  ['疾病预防控制', '疾控'],
  ['妇幼保健计划生育服务中心', '妇保院'],
  ['妇幼保健院', '妇保院'],
  ['卫生监督所', '卫监所'],
  ['广播电视', '广电'],
  ['妇女联合会', '妇联'],
  ['残疾人联合会', '残联'],
  ['工商业联合会', '工商联'],
  ['文学艺术界联合会', '文联'],
  ['归国华侨联合会', '侨联'],
  ['机构编制委员会办公室', '编办'],
  ['委编办', '编办'],
  ['互联网信息办公室', '网信办'],
  ['网络安全和信息化委员会办公室', '网信办'],
  ['精神文明建设委员会办公室', '文明办'],
  ['精神文明建设办公室', '文明办'],
  ['人民政府', '政府'],
  ['街道办事处', '街道'],
  ['街道办', '街道'],
  ['管理委员会', '管委会'],
  ['委员会', '委'],
  ['办公室', '办'],
  ['大数据管理', '大数据'],
  ['生态环境保护', '生态环境'],
];

/** Places whose name ends like a county's or city's but is none, so that nothing is cut from “开发区管委会”. */
const noPlace = /(?:开发区|度假区|园区|社区|景区|保税区|示范区|高新区|经开区|工业区|小区|校区|行政区|门市|超市|都市)$/;
const placeHead = /^([\u4e00-\u9fa5]{2,7}?(?:自治区|自治州|自治县|省|市|区|县|州|旗))(?=[\u4e00-\u9fa5]{2})/;
const partyOrgan = /^委(?=宣传部|组织部|统战部|政法委|网信办|编办|党校|老干部局|老干局|文明办|社会工作部|社工部|巡察办|农办|农工办|外办|台办)/;

/** Words that begin like a level but name none: 市场监管局, 市政园林局, 市容局, 市民中心, 市监局, but 市民政局 and 市监委 are the city's. */
const noLevel = /^市(?:场|政(?!府|协|务|法)|容|民(?:服务|中心|之家|热线)|监(?!委|察))|^区(?:域|块)|^州|^县(?:域|级)/;

/** The place or level at the head of a unit's name, or undefined. */
function placeAt(name: string): string | undefined {
  const bare = /^[省市区县州](?=[\u4e00-\u9fa5]{2})/.exec(name)?.[0];
  if (bare !== undefined && !noLevel.test(name)) return bare;
  const place = placeHead.exec(name)?.[1];
  const after = place === undefined ? '' : name.slice(place.length);
  return place === undefined ||
    noPlace.test(place) ||
    /^(?:场|政(?!府|协|务|法)|容|域|管理|街道|镇)/.test(after) ||
    (/(?:城市)$/.test(place.slice(1)) && /^管理|^更新|^建设/.test(after))
    ? undefined
    : place;
}

/** The places before a unit's name, outermost first: 武隆区卫健委, 区卫健委 and 市市场监管局 have one, 市场监管局 and 城市管理局 none. */
function placesBefore(name: string): readonly string[] {
  const places: string[] = [];
  let rest = name;
  for (let place = placeAt(rest); place !== undefined && places.length < 3; place = placeAt(rest)) {
    places.push(place);
    rest = rest.slice(place.length);
  }
  return places;
}

const withoutParty = (name: string): string => name.replace(/^(?:中共|中国共产党)/, '');

/** 市, 区 or 县 where a unit's name says which it belongs to; 团市委 says it within. */
const levelIn = (name: string): string | undefined => placesBefore(withoutParty(name)).at(-1)?.at(-1) ?? /^[\u4e00-\u9fa5]{1,6}?([市区县])委/.exec(name)?.[1];

/** The core of a unit's name, equal for all its usual forms; `places` are base names (连云, 武隆) that may stand before it without 区. */
function unitKey(name: string, places: readonly string[] = []): string {
  let key = tight(flat(name)).replace(/[“”"'《》]/g, '');
  key = withoutParty(key);
  if (/共青团|^团[省市区县州]?委/.test(key)) return '团委';
  key = key.replace(/\((?:[^()]{0,20})\)$/, '');
  key = key.slice(placesBefore(key).join('').length);
  const place = places.find((candidate) => key.startsWith(candidate) && key.length >= candidate.length + 3 && !/^(?:街道|镇|乡|社区|村)/.test(key.slice(candidate.length)));
  if (place !== undefined) key = key.slice(place.length);
  for (const [long, short] of shortForms) if (key.includes(long)) key = key.replaceAll(long, short);
  key = key.replace(/^(.{2,6}局)[\u4e00-\u9fa5]{2,6}分局$/, '$1');
  key = key
    .replace(partyOrgan, '')
    .replace(/(?<=[镇乡街道])政府$/, '')
    .replace(/(?<=.)(?:委|局)$/, '');
  return key;
}

export interface UnitMatch {
  readonly unitId: string | null;
  /** Set where several units fit equally. */
  readonly candidates?: readonly string[];
}

/** Looks names up among the register's units; answers are remembered. */
export interface UnitFinder {
  readonly find: (name: string) => UnitMatch;
}

const levelKinds: Readonly<Record<string, readonly UnitKind[]>> = { 市: ['city'], 区: ['district'], 县: ['district'] };

/** A finder over the register: exact name, short name or alias first, then the core of the name. Of several, the unit of the level that the name's prefix (市…, 区…) tells. */
export function unitFinder(units: readonly PlanUnit[]): UnitFinder {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const places = units
    .filter((unit) => unit.kind === 'city' || unit.kind === 'district')
    .map((unit) => unit.name.replace(/(?:市|区|县)(?:人民政府)?$/, '').replace(/^.*[省市](?=.{2})/, ''))
    .filter((name) => name.length >= 2);
  const exact = new Map<string, Set<PlanUnit>>();
  const core = new Map<string, Set<PlanUnit>>();
  const add = (map: Map<string, Set<PlanUnit>>, key: string, unit: PlanUnit): void => {
    if (key.length === 0) return;
    const found = map.get(key);
    if (found) found.add(unit);
    else map.set(key, new Set([unit]));
  };
  for (const unit of units) {
    for (const name of [unit.name, ...(unit.shortName === undefined ? [] : [unit.shortName]), ...unit.aliases]) {
      add(exact, tight(flat(name)), unit);
      add(core, unitKey(name, places), unit);
    }
  }
  const levelOf = (unit: PlanUnit): UnitKind | undefined => {
    let at: PlanUnit | undefined = unit;
    for (let step = 0; at && step < 12; step += 1) {
      if (at.kind === 'city' || at.kind === 'district') return at.kind;
      at = at.parentId === undefined ? undefined : byId.get(at.parentId);
    }
    return undefined;
  };
  /** The unit at the end of a path of names, as lists write one whose name is not its alone: 云山区/健康办. */
  const atPath = (path: string): UnitMatch | undefined => {
    const steps = path.split('/');
    const isAt = (unit: PlanUnit): boolean => {
      let at: PlanUnit | undefined = unit;
      for (const step of steps.toReversed()) {
        if (at === undefined || tight(flat(at.name)) !== step) return false;
        at = at.parentId === undefined ? undefined : byId.get(at.parentId);
      }
      return true;
    };
    const [unit, ...others] = steps.length > 1 ? units.filter(isAt) : [];
    return unit && others.length === 0 ? { unitId: unit.id } : undefined;
  };
  const choose = (found: ReadonlySet<PlanUnit>, name: string): UnitMatch => {
    if (found.size === 1) return { unitId: [...found][0]?.id ?? null };
    // What one of them is called outright, the others only have for another name.
    const [called, ...others] = [...found].filter((unit) => tight(flat(unit.name)) === name);
    if (called && others.length === 0) return { unitId: called.id };
    const kinds = levelKinds[levelIn(name) ?? ''];
    const level = kinds ? [...found].filter((unit) => kinds.includes(levelOf(unit) ?? 'community')) : [];
    if (level.length === 1) return { unitId: level[0]?.id ?? null };
    const written = ({ name: own, parentId }: PlanUnit): string => {
      const parent = parentId === undefined ? undefined : byId.get(parentId);
      return parent && [...found].filter((unit) => unit.name === own).length > 1 ? `${parent.name}/${own}` : own;
    };
    return { unitId: null, candidates: [...found].map(written) };
  };
  const remembered = new Map<string, UnitMatch>();
  return {
    find: (name) => {
      const clean = tight(flat(name));
      const known = remembered.get(clean);
      if (known) return known;
      const exactly = exact.get(clean);
      const found = exactly ?? core.get(unitKey(clean, places));
      const match = (exactly ? undefined : atPath(clean)) ?? (found ? choose(found, clean) : { unitId: null });
      remembered.set(clean, match);
      return match;
    },
  };
}

const ends =
  /(?:局|委|部|办|会|院|社|处|队|中心|站|科|联|室|厅|团|府|所|校|公司|集团|银行|分局|协会|法院|检察院|海关|总工会|管委会|街道|镇|乡|村|社区|开发区|园区|度假区|物流园|电视台|广播台|报社|医院|学院|大学|单位|部门|机构|企业|政府|工委|机关|小组|指挥部|专班|网格|商会|基地|工会|医共体|医联体|党校|区|县|市|馆|台)$/;

/** Whether a text looks like a unit's name: 2 to 30 characters ending as units do, without verbs or sentence marks inside. */
export const isUnitName = (name: string): boolean => {
  const clean = tight(flat(name));
  return (
    clean.length >= 2 &&
    clean.length <= 30 &&
    ends.test(clean.replace(/\([^()]{0,20}\)$/, '') || clean) &&
    !/[。:!?,;《》“”"]|工作|开展|加强|建立|推进|完善|落实|不少于|达到|设在/.test(clean)
  );
};
