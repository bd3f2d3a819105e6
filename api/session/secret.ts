import { createHash, randomBytes } from 'node:crypto';

/** How a secret of each kind begins, so that it is recognised in a leak and never taken for the other. */
export const sessionPrefix = 'dbs_';
export const tokenPrefix = 'dbt_';

/** 256 random bits in base64url. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret: its SHA-256. A random secret of 256 bits needs no slow hash. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const pattern = /^db[st]_[A-Za-z0-9_-]{20,100}$/;

/** True for a text that could be a session's or a token's secret at all. */
export const isSecret = (text: string): boolean => pattern.test(text);
