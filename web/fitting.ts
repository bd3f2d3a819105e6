/** Of such addresses as `/tasks/$id` the first that a path fits, or undefined: segments that begin with `$` stand for anything. */
export function fitting<Address extends string>(path: string, addresses: readonly Address[]): Address | undefined {
  const asked = segments(path);
  return addresses.find((address) => {
    const wanted = segments(address);
    return wanted.length === asked.length && wanted.every((segment, place) => segment.startsWith('$') || segment === asked[place]);
  });
}

const segments = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');
