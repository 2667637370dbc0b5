import type { Miniflare } from 'miniflare';
import { Trouble } from './trouble.ts';

export interface Migration {
  name: string;
  queries: readonly string[];
}
type Database = Awaited<ReturnType<Miniflare['getD1Database']>>;

/** The table that `wrangler d1 migrations` keeps, so that both know the same. */
const table = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/**
 * Applies what is missing, each migration whole or not at all. Answers the names of those applied.
 * @throws Trouble when the data is of a newer program, or a migration fails.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  await database.prepare(table).run();
  const applied = (await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()).results.map((row) => row.name);
  const unknown = applied.find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown) {
    throw new Trouble(
      `The data was written by a newer Gloss (it knows the migration ${unknown}). Update this copy, or use another folder: npm start -- --data <folder>`,
    );
  }
  const missing = migrations.filter((migration) => !applied.includes(migration.name));
  for (const { name, queries } of missing) {
    const statements = queries.map((query) => database.prepare(query));
    await database
      .batch([...statements, database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name)])
      .catch((error: unknown) => {
        throw new Trouble(`Migration ${name} failed and was taken back whole: ${error instanceof Error ? error.message : String(error)}`);
      });
  }
  return missing.map((migration) => migration.name);
}
