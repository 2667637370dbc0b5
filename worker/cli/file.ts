import { stat } from 'node:fs/promises';

/** In bytes; undefined when there is no such file. */
export const fileBytes = async (file: string): Promise<number | undefined> =>
  stat(file).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
