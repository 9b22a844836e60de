import path from 'node:path';

/** Paths of this machine, as editors name folders. */
export const { basename, dirname, isAbsolute, relative, sep } = path;
