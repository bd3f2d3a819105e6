import { capacitiesOf, capacityOf, headersFor, type Me, rolesOf } from '../../web/api/acting.ts';
import { fileNameIn } from '../../web/api/file-name.ts';

const post = (id: string, role: Me['roles'][number]) => ({ id, title: id, role, unit: { id: 'u', name: '教育局' }, mayCreate: [], caseFigures: false });
const delegation = (id: string, inForce: boolean) => ({
  id,
  from: { id: 'a', name: '甲' },
  to: { id: 'b', name: '乙' },
  post: post('chief', 'managerInCharge'),
  startsAt: '',
  endsAt: '',
  inForce,
  reason: '',
  kind: 'acting' as const,
});
const person = (...posts: Me['posts']): Pick<Me, 'posts' | 'delegations' | 'roles'> => ({
  posts,
  roles: posts.map(({ role }) => role),
  delegations: { received: [delegation('over', false), delegation('now', true)], given: [delegation('given', true)] },
});

describe('in which post one acts', () => {
  const [one, two] = [person(post('own', 'liaisonOfficer')), person(post('own', 'liaisonOfficer'), post('other', 'office'))];

  test('one’s own posts, and those of others that one may act in now', () => {
    expect(capacitiesOf(two).map(({ id }) => id)).toEqual(['own', 'other', 'now']);
  });

  test('is what was chosen, while it lasts; else the first of one’s own', () => {
    expect(['other', 'now', 'over', 'gone', null].map((chosen) => capacityOf(two, chosen)?.id)).toEqual(['other', 'now', 'own', 'own', 'own']);
    expect(capacityOf({ posts: [], delegations: { received: [], given: [] } }, null)).toBeUndefined();
  });

  test('is named to the API where there is a choice', () => {
    expect(headersFor(one, capacityOf(one, null))).toEqual({});
    expect(headersFor(one, capacityOf(one, 'now'))).toEqual({ 'Duban-Delegation': 'now' });
    expect(headersFor(two, capacityOf(two, 'other'))).toEqual({ 'Duban-Post': 'other' });
  });

  test('tells what is offered: by delegation what the other’s post has, not one’s own', () => {
    expect(rolesOf(one, capacityOf(one, null))).toEqual(['liaisonOfficer']);
    expect(rolesOf(one, capacityOf(one, 'now'))).toEqual(['managerInCharge']);
    expect(rolesOf(two, capacityOf(two, 'other'))).toEqual(['office']);
  });
});

test('a file fetched has the name that the service gives it, in characters where it has some', () => {
  expect(fileNameIn(`attachment; filename="tasks.xlsx"; filename*=UTF-8''${encodeURIComponent('任务.xlsx')}`)).toBe('任务.xlsx');
  expect(fileNameIn('attachment; filename="tasks.xlsx"')).toBe('tasks.xlsx');
  expect(fileNameIn(null)).toBeUndefined();
});
