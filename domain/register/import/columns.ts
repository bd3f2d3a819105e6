/** The sheets of a workbook of the registers, in the order in which they build on each other. */
export const importSheets = ['units', 'people', 'posts', 'parties'] as const;
export type ImportSheet = (typeof importSheets)[number];

/** A column of a sheet: how it is titled, what it takes. */
export interface ImportColumn<K extends string = string> {
  readonly key: K;
  readonly title: string;
  readonly required: boolean;
  /** Longest text in characters. */
  readonly most: number;
  /** What an administrator must know to fill it. */
  readonly hint: string;
}

const column = <K extends string>(key: K, title: string, required: boolean, most: number, hint: string): ImportColumn<K> => ({ key, title, required, most, hint });

/** The columns of each sheet; the template is written from them and the import reads by them. */
export const importColumns = {
  units: [
    column('name', '单位名称', true, 100, '同一上级单位之下不重名'),
    column('parent', '上级单位', false, 1_000, '名称，或自上而下的路径，如“云山区/卫健局”；最上级单位留空'),
    column('kind', '类别', true, 40, '市、区县、乡镇、街道、社区、村、部门、领导小组办公室、领导小组、执法机构、事业单位'),
    column('shortName', '简称', false, 40, ''),
    column('aliases', '别名', false, 1_000, '用“、”分隔'),
  ],
  people: [
    column('name', '姓名', true, 60, ''),
    column('username', '用户名', true, 60, '登录名：字母、数字、点、横线、下划线，2至60位；按它识别同一个人'),
    column('mail', '邮箱', false, 200, ''),
    column('certificateNumber', '执法证号', false, 60, '与有效期一并填写'),
    column('certificateExpiresOn', '执法证有效期', false, 40, '最后一日，如 2027-12-31'),
  ],
  posts: [
    column('unit', '单位', true, 1_000, '名称或路径'),
    column('title', '岗位名称', true, 60, ''),
    column('role', '角色', true, 40, '系统管理员、领导小组组长、领导小组副组长、办公室工作人员、分管领导、联络员、主要负责人、执法人员、专家'),
    column('username', '用户名', false, 60, '任职人员；空缺留空'),
  ],
  parties: [
    column('name', '名称', true, 200, ''),
    column(
      'kind',
      '类别',
      true,
      40,
      '药店、诊所、医院、餐饮、食堂、宾馆旅店、商店、市场、学校、幼儿园、工厂、食品生产、美容美发、浴室、游泳场所、其他公共场所、供水单位、个人、其他',
    ),
    column('address', '地址', true, 300, '与名称一起识别同一个检查对象'),
    column('contact', '联系方式', false, 200, ''),
    column('creditCode', '统一社会信用代码', false, 20, ''),
  ],
} as const satisfies Record<ImportSheet, readonly ImportColumn[]>;

/** Names of the sheets in the workbook. */
export const importSheetNames: Readonly<Record<ImportSheet, string>> = { units: '单位', people: '人员', posts: '岗位', parties: '检查对象' };

/** Rows of one workbook, all sheets together: what one transaction bears. */
export const mostImportRows = 2_000;
