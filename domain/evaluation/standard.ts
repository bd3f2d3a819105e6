/** One line of a standard: what is asked, how it is looked at, and its points with at most two decimals. */
export interface StandardItem {
  readonly number: string;
  /** 一级指标 under which the superior lists it. */
  readonly group?: string;
  readonly content: string;
  /** 考评办法. */
  readonly method?: string;
  readonly points: number;
  readonly evidenceRequired: readonly string[];
  /** Names of the classes it applies to; all of them without it. */
  readonly appliesTo?: readonly string[];
}

/** 考评标准: the superior's, as it was imported. */
export interface Standard {
  readonly source: string;
  readonly documentNumber?: string;
  readonly items: readonly StandardItem[];
}

/** Units that are compared with each other: departments, towns and communities apart. */
export interface UnitClass {
  readonly name: string;
  readonly unitIds: readonly string[];
}

/** True when the item is asked of units of this class. */
export const appliesTo = (item: StandardItem, className: string): boolean => item.appliesTo === undefined || item.appliesTo.includes(className);

/** The items asked of a class, in the standard's order. */
export const itemsOf = (standard: Standard, className: string): readonly StandardItem[] => standard.items.filter((item) => appliesTo(item, className));

/** Hundredths of a point, exactly: points have at most two decimals. */
export const hundredths = (points: number): number => Math.round(points * 100);

/** Points of so many hundredths. */
export const fromHundredths = (value: number): number => value / 100;

/** The first value that occurs twice; undefined when all differ. */
export const repeated = (values: readonly string[]): string | undefined => values.find((value, index) => values.indexOf(value) !== index);
