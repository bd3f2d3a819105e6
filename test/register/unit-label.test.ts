import type { Unit } from '../../domain/org/org.ts';
import { unitLabel } from '../../domain/register/unit-label.ts';
import { districtOrg } from '../campaign/district.ts';

const unit = (id: string, name: string, parentId?: string, until?: number): Unit => ({
  id,
  name,
  aliases: [],
  kind: 'institution',
  from: 0,
  ...(parentId ? { parentId } : {}),
  ...(until === undefined ? {} : { until }),
});
const units = [
  unit('district', '云山区'),
  unit('east', '河东镇', 'district'),
  unit('west', '河西镇', 'district'),
  unit('clinic-east', '卫生院', 'east'),
  unit('clinic-west', '卫生院', 'west'),
  unit('room-east', '检验室', 'clinic-east'),
  unit('room-west', '检验室', 'clinic-west'),
  unit('school', '小学', 'east'),
  unit('school-closed', '小学', 'west', 5),
];
const org = { ...districtOrg(), units: () => units, unit: (id: string) => units.find((one) => one.id === id) };

describe('what a list calls a unit', () => {
  test.each([
    ['district', '云山区'],
    ['school', '小学'],
    ['clinic-east', '河东镇/卫生院'],
    ['clinic-west', '河西镇/卫生院'],
    ['room-west', '河西镇/卫生院/检验室'],
    ['nowhere', ''],
  ])('%s: its name, and those above it only as far as another living unit bears it too', (id, label) => {
    expect(unitLabel(id, org, 10)).toBe(label);
  });

  test('while both are in being the two are told apart', () => {
    expect([unitLabel('school', org, 3), unitLabel('school-closed', org, 3)]).toEqual(['河东镇/小学', '河西镇/小学']);
  });
});
