import type { UnitKind } from '../../domain/org/org.ts';
import type { Role } from '../../domain/process/actor.ts';

/** A unit of the invented district: its key among these data, and what the register keeps. */
export interface DemoUnit {
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  readonly aliases?: readonly string[];
  readonly kind: UnitKind;
  readonly parent?: string;
}

/** A post with its holder. Holders bear their post's name: the district has no real people. */
export interface DemoPost {
  readonly unit: string;
  readonly role: Role;
  readonly title: string;
  readonly username: string;
  /** Valid a year from loading. */
  readonly certificate?: boolean;
}

const department = (key: string, name: string, shortName: string, aliases: readonly string[] = []): DemoUnit => ({
  key,
  name,
  shortName,
  aliases,
  kind: 'department',
  parent: 'district',
});

/**
 * An invented district with the departments and streets that the plan of a health-promotion district names (政府办通知〔2020〕76号, public).
 * Every name is an office's; 演示 marks it as a drill.
 */
export const demoUnits: readonly DemoUnit[] = [
  { key: 'city', name: '演示市人民政府', shortName: '市政府', kind: 'city' },
  { key: 'district', name: '演示区人民政府', shortName: '区政府', kind: 'district', parent: 'city' },
  {
    key: 'group',
    name: '演示区健康促进区工作领导小组',
    shortName: '领导小组',
    aliases: ['健康促进区工作领导小组', '区创建健康促进区工作领导小组'],
    kind: 'leadingGroup',
    parent: 'district',
  },
  { key: 'office', name: '演示区健康促进区工作领导小组办公室', shortName: '健康办', aliases: ['领导小组办公室', '爱卫办'], kind: 'office', parent: 'group' },
  { key: 'centre', name: '演示区信息中心', shortName: '信息中心', kind: 'institution', parent: 'district' },
  { key: 'experts', name: '演示区健康专家委员会', shortName: '专家委', aliases: ['健康专家委员会', '技术指导小组'], kind: 'institution', parent: 'group' },
  department('publicity', '演示区委宣传部', '宣传部', ['区委宣传部', '宣传部']),
  department('health', '演示区卫生健康委员会', '卫健委', ['区卫健委', '区卫生健康委', '卫生健康委', '卫计委']),
  department('culture', '演示区文体旅游局', '文体旅游局', ['区文体旅游局', '文化体育和旅游局']),
  department('finance', '演示区财政局', '财政局', ['区财政局']),
  department('education', '演示区教育局', '教育局', ['区教育局', '区教委']),
  department('emergency', '演示区应急管理局', '应急管理局', ['区应急管理局', '应急局']),
  department('economy', '演示区经济发展局', '经发局', ['区经发局', '经济发展局']),
  department('union', '演示区总工会', '总工会', ['区总工会']),
  department('cityManagement', '演示区城市管理局', '城管局', ['区城管局', '城市管理局']),
  department('market', '演示区市场监督管理局', '市场监管局', ['区市场监管局', '市场监督管理局']),
  department('housing', '演示区住房和城乡建设局', '住建局', ['区住建局', '住房城乡建设局']),
  department('civil', '演示区民政局', '民政局', ['区民政局']),
  department('labour', '演示区人力资源和社会保障局', '人社局', ['区人社局', '人力资源社会保障局']),
  department('youth', '共青团演示区委员会', '团区委', ['团区委', '共青团区委']),
  department('women', '演示区妇女联合会', '妇联', ['区妇联', '妇联']),
  department('ecology', '演示生态环境局', '生态环境局', ['生态环境局', '区生态环境局', '连云生态环境局']),
  { key: 'streetEast', name: '东港街道办事处', shortName: '东港街道', kind: 'subDistrict', parent: 'district' },
  { key: 'streetWest', name: '西湾街道办事处', shortName: '西湾街道', kind: 'subDistrict', parent: 'district' },
  { key: 'streetNorth', name: '北山街道办事处', shortName: '北山街道', kind: 'subDistrict', parent: 'district' },
  { key: 'town', name: '三岛乡人民政府', shortName: '三岛乡', aliases: ['前三岛乡'], kind: 'town', parent: 'district' },
  { key: 'communityHarbour', name: '东港街道港前社区', shortName: '港前社区', kind: 'community', parent: 'streetEast' },
  { key: 'communityHill', name: '北山街道山门社区', shortName: '山门社区', kind: 'community', parent: 'streetNorth' },
  { key: 'cdc', name: '演示区疾病预防控制中心', shortName: '疾控中心', aliases: ['区疾控中心', '疾控中心'], kind: 'institution', parent: 'health' },
  { key: 'healthInspection', name: '演示区卫生监督所', shortName: '卫监', aliases: ['区卫生监督所', '卫生监督所'], kind: 'enforcementBody', parent: 'health' },
  { key: 'marketInspection', name: '演示区市场监管综合行政执法大队', shortName: '市监执法', aliases: ['市场监管执法大队'], kind: 'enforcementBody', parent: 'market' },
];

/** Units of the leading group, in the order of the plan. */
export const memberKeys: readonly string[] = [
  'publicity',
  'health',
  'culture',
  'finance',
  'education',
  'emergency',
  'economy',
  'union',
  'cityManagement',
  'market',
  'housing',
  'civil',
  'labour',
  'youth',
  'women',
  'ecology',
  'streetEast',
  'streetWest',
  'streetNorth',
  'town',
];

/** The logins that README and start name, one a role. */
const namedPosts: readonly DemoPost[] = [
  { unit: 'centre', role: 'administrator', title: '系统管理员', username: 'admin' },
  { unit: 'office', role: 'office', title: '健康办主任', username: 'office' },
  { unit: 'group', role: 'groupLeader', title: '领导小组组长', username: 'leader' },
  { unit: 'healthInspection', role: 'managerInCharge', title: '卫生监督所分管所长', username: 'manager' },
  { unit: 'education', role: 'liaisonOfficer', title: '教育局联络员', username: 'liaison' },
  { unit: 'healthInspection', role: 'inspector', title: '卫生监督员甲', username: 'inspector-a', certificate: true },
  { unit: 'healthInspection', role: 'inspector', title: '卫生监督员乙', username: 'inspector-b', certificate: true },
  { unit: 'experts', role: 'expert', title: '健康教育专家', username: 'expert' },
];

const others: readonly DemoPost[] = [
  { unit: 'office', role: 'office', title: '健康办副主任', username: 'office-2' },
  { unit: 'group', role: 'groupDeputy', title: '领导小组副组长', username: 'leader-2' },
  { unit: 'healthInspection', role: 'unitLeader', title: '卫生监督所所长', username: 'leader-health-inspection' },
  { unit: 'marketInspection', role: 'inspector', title: '市场监管执法员甲', username: 'inspector-c', certificate: true },
  { unit: 'marketInspection', role: 'inspector', title: '市场监管执法员乙', username: 'inspector-d', certificate: true },
  { unit: 'marketInspection', role: 'managerInCharge', title: '执法大队分管队长', username: 'manager-market-inspection' },
  { unit: 'education', role: 'managerInCharge', title: '教育局分管副局长', username: 'manager-education' },
];

const slug = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Every post: the named ones, and a liaison officer and a manager in charge in each member unit. */
export const demoPosts: readonly DemoPost[] = [
  ...namedPosts,
  ...others,
  ...memberKeys
    .filter((key) => key !== 'education')
    .flatMap((key): DemoPost[] => {
      const name = demoUnits.find((unit) => unit.key === key)?.shortName ?? key;
      return [
        { unit: key, role: 'liaisonOfficer', title: `${name}联络员`, username: `liaison-${slug(key)}` },
        { unit: key, role: 'managerInCharge', title: `${name}分管领导`, username: `manager-${slug(key)}` },
      ];
    }),
  { unit: 'communityHarbour', role: 'liaisonOfficer', title: '港前社区联络员', username: 'liaison-community-harbour' },
  { unit: 'communityHill', role: 'liaisonOfficer', title: '山门社区联络员', username: 'liaison-community-hill' },
];

/** Parties of the demo's cases. */
export const demoParties: readonly { readonly key: string; readonly name: string; readonly kind: string; readonly address: string }[] = [
  { key: 'pharmacy', name: '演示康民大药房', kind: 'pharmacy', address: '演示区东港路8号' },
  { key: 'clinic', name: '演示仁和诊所', kind: 'clinic', address: '演示区西湾路21号' },
  { key: 'restaurant', name: '演示海味餐馆', kind: 'restaurant', address: '演示区北山街3号' },
  { key: 'school', name: '演示第二小学', kind: 'school', address: '演示区学府路1号' },
  { key: 'hotel', name: '演示港湾宾馆', kind: 'hotel', address: '演示区滨海大道66号' },
];
