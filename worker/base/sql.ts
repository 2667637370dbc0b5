/** The few shapes in which rooms ask D1. Lists travel as one JSON parameter (`json_each`), because a statement takes 100 parameters. */

export async function rows<Row>(statement: D1PreparedStatement): Promise<Row[]> {
  return (await statement.all<Row>()).results;
}

/** One row or undefined. */
export async function row<Row>(statement: D1PreparedStatement): Promise<Row | undefined> {
  return (await statement.first<Row>()) ?? undefined;
}

export const isUniqueViolation = (error: unknown): boolean => error instanceof Error && error.message.includes('UNIQUE constraint failed');
