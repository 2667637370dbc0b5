/** The few shapes in which a book asks its own SQLite: synchronous, rows read at once. */

export type Sql = Pick<SqlStorage, 'exec'>;
type Row = Record<string, SqlStorageValue>;

export const rowsOf = <R extends Row>(sql: Sql, query: string, ...values: SqlStorageValue[]): R[] =>
  sql.exec<R>(query, ...values).toArray();

export const firstRow = <R extends Row>(sql: Sql, query: string, ...values: SqlStorageValue[]): R | undefined =>
  sql.exec<R>(query, ...values).toArray()[0];
