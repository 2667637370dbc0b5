/** Something a person can do something about: the message says what is wrong and what to do. Shown without a stack. */
export class Trouble extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'Trouble';
  }
}

/** The sentence for what the file system refused, or the error as it is. */
export function fileTrouble(error: unknown, place: string): Error {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM')
    return new Trouble(
      `There is no permission to write ${place}. Give it to yourself, or use another folder: npm start -- --data <folder>`,
    );
  if (code === 'EROFS')
    return new Trouble(`${place} is on a disk that cannot be written. Use another folder: npm start -- --data <folder>`);
  if (code === 'ENOSPC') return new Trouble(`The disk that holds ${place} is full. Make some room and start again; nothing is lost.`);
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new Trouble(
      `${place} is a file, and a folder is needed there. Move it away, or use another folder: npm start -- --data <folder>`,
    );
  if (code === 'ENOENT') return new Trouble(`${place} cannot be made, because the folder above it does not exist.`);
  return error instanceof Error ? error : new Error(String(error));
}

export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
