import { defineConfig } from 'drizzle-kit';

/** `npm run migration -- --name what-changes` writes the next migration from schema.ts. */
export default defineConfig({ dialect: 'sqlite', schema: './api/src/store/schema.ts', out: './api/src/store/migrations/sqlite' });
