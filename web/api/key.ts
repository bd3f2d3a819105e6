/** A key that no other request has. Also where a page came over plain http, in which browsers withhold `randomUUID`. */
export function freshKey(): string {
  if (globalThis.isSecureContext) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
