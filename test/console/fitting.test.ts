import { fitting } from '../../web/fitting.ts';

const addresses = ['/', '/tasks', '/tasks/$id', '/cases/new', '/cases/$id', '/administration/tokens', '/administration/$things', '/administration/$things/$id'] as const;

describe('the address that a path fits', () => {
  test.each([
    ['/', '/'],
    ['/tasks', '/tasks'],
    ['/tasks/', '/tasks'],
    ['/tasks/5f0c', '/tasks/$id'],
    ['/cases/new', '/cases/new'],
    ['/cases/5f0c', '/cases/$id'],
    ['/administration/tokens', '/administration/tokens'],
    ['/administration/units', '/administration/$things'],
    ['/administration/units/5f0c', '/administration/$things/$id'],
  ])('of %s is %s', (path, address) => {
    expect(fitting(path, addresses)).toBe(address);
  });

  test.each(['/nowhere', '/tasks/5f0c/more', '/cases'])('%s fits none', (path) => {
    expect(fitting(path, addresses)).toBeUndefined();
  });
});
