/** The few shapes in which rooms ask D1. Lists travel as one JSON parameter (`json_each`), because a statement takes 100 parameters. */

export async function rows<Row>(statement: D1PreparedStatement): Promise<Row[]> {
  return (await statement.all<Row>()).results;
}

/** One row or undefined. */
export async function row<Row>(statement: D1PreparedStatement): Promise<Row | undefined> {
  return (await statement.first<Row>()) ?? undefined;
}

/** A statement and what its rows mean, so that questions of several rooms travel to the database together. */
export interface Question<Answer> {
  statement: D1PreparedStatement;
  read: (rows: readonly unknown[]) => Answer;
}

/** Rows of a statement are what its columns say. */
export const question = <Row, Answer>(statement: D1PreparedStatement, read: (rows: readonly Row[]) => Answer): Question<Answer> => ({
  statement,
  read: read as Question<Answer>['read'],
});

export const ask = async <Answer>({ statement, read }: Question<Answer>): Promise<Answer> => read((await statement.all()).results);

/** All answers in one round trip, of one moment. */
export async function askAll<Questions extends readonly Question<unknown>[]>(
  db: D1Database,
  questions: Questions,
): Promise<{ -readonly [At in keyof Questions]: Questions[At] extends Question<infer Answer> ? Answer : never }> {
  const found = await db.batch(questions.map(({ statement }) => statement));
  const answers = questions.map(({ read }, at) => read(found[at]?.results ?? []));
  // One answer for each question, in their order.
  return answers as { -readonly [At in keyof Questions]: Questions[At] extends Question<infer Answer> ? Answer : never };
}

export const isUniqueViolation = (error: unknown): boolean => error instanceof Error && error.message.includes('UNIQUE constraint failed');
