import { defineConfig } from 'prisma/config';

/** For those who use the ordinary Prisma CLI; `npm run generate`, `npm run migrate` and `npm run db:diff` need neither it nor its download. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
