import type { Bilingual } from '../notice/notice.ts';
import type { UnitKind } from '../org/org.ts';
import type { Role } from '../process/actor.ts';
import type { PartyKind } from './party.ts';

/** Kinds of units as offices write them, in lists and in workbooks that are imported. */
export const unitKindNames: Readonly<Record<UnitKind, Bilingual>> = {
  city: { zh: '市', en: 'city' },
  district: { zh: '区县', en: 'district' },
  town: { zh: '乡镇', en: 'town' },
  subDistrict: { zh: '街道', en: 'sub-district' },
  community: { zh: '社区', en: 'community' },
  village: { zh: '村', en: 'village' },
  department: { zh: '部门', en: 'department' },
  office: { zh: '领导小组办公室', en: 'leading-group office' },
  leadingGroup: { zh: '领导小组', en: 'leading group' },
  enforcementBody: { zh: '执法机构', en: 'enforcement body' },
  institution: { zh: '事业单位', en: 'institution' },
};

/** Roles of posts as offices write them. */
export const roleNames: Readonly<Record<Role, Bilingual>> = {
  administrator: { zh: '系统管理员', en: 'administrator' },
  groupLeader: { zh: '领导小组组长', en: 'leader of the leading group' },
  groupDeputy: { zh: '领导小组副组长', en: 'deputy leader of the leading group' },
  office: { zh: '办公室工作人员', en: 'office' },
  managerInCharge: { zh: '分管领导', en: 'manager in charge' },
  liaisonOfficer: { zh: '联络员', en: 'liaison officer' },
  unitLeader: { zh: '主要负责人', en: 'leader of the unit' },
  inspector: { zh: '执法人员', en: 'inspector' },
  expert: { zh: '专家', en: 'expert' },
};

/** Kinds of inspected parties as offices write them. */
export const partyKindNames: Readonly<Record<PartyKind, Bilingual>> = {
  pharmacy: { zh: '药店', en: 'pharmacy' },
  clinic: { zh: '诊所', en: 'clinic' },
  hospital: { zh: '医院', en: 'hospital' },
  restaurant: { zh: '餐饮', en: 'restaurant' },
  canteen: { zh: '食堂', en: 'canteen' },
  hotel: { zh: '宾馆旅店', en: 'hotel' },
  shop: { zh: '商店', en: 'shop' },
  market: { zh: '市场', en: 'market' },
  school: { zh: '学校', en: 'school' },
  kindergarten: { zh: '幼儿园', en: 'kindergarten' },
  factory: { zh: '工厂', en: 'factory' },
  foodProducer: { zh: '食品生产', en: 'food producer' },
  beautySalon: { zh: '美容美发', en: 'beauty salon' },
  bathhouse: { zh: '浴室', en: 'bathhouse' },
  swimmingPool: { zh: '游泳场所', en: 'swimming pool' },
  publicVenue: { zh: '其他公共场所', en: 'public venue' },
  waterSupplier: { zh: '供水单位', en: 'water supplier' },
  person: { zh: '个人', en: 'person' },
  other: { zh: '其他', en: 'other' },
};
