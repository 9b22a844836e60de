const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'a file has the name of its folder',
  ENOTDIR: 'a file has the name of its folder',
  EACCES: 'its folder does not allow writing',
  EPERM: 'its folder does not allow writing',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder does not exist',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links form a loop',
};

/** Why something cannot be done to a file, as a sentence for people; an error of ours is one already, and stays as it is. */
export function plainly(error: unknown, { file, done }: { readonly file: string; readonly done: string }): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined && error instanceof Error
    ? error
    : new Error(`${file} cannot be ${done}: ${(code === undefined ? undefined : reasons[code]) ?? message}`, {
        cause: error,
      });
}
