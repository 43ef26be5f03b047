import { defineConfig } from 'drizzle-kit';
import { dialect } from './db/dialect.ts';

/** `npm run migrations` calls drizzle-kit with this once for each dialect; DATABASE_URL chooses it. */
export default defineConfig({
  dialect: dialect === 'postgres' ? 'postgresql' : 'sqlite',
  schema: './db/schema/*.ts',
  out: `./db/migrations/${dialect}`,
  casing: 'snake_case',
});
