import { bool, str } from '../values/make.ts';
import { textArg } from './signature.ts';
import type { FunctionTable, TemplateFunction } from './signature.ts';

/** A path without `.`, `..` and double slashes, as Go's `path.Clean` gives it. */
function cleanPath(path: string): string {
  const isRooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isRooted) parts.push('..');
  }
  const joined = parts.join('/');
  return isRooted ? `/${joined}` : joined || '.';
}

function base(path: string): string {
  if (path === '') return '.';
  return path.replace(/\/+$/, '').split('/').at(-1) || '/';
}

function extension(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0] ?? '';
}

function directory(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1));
}

function ofPath(compute: (path: string) => string): TemplateFunction {
  return { params: ['string'], call: (args) => str(compute(textArg(args, 0).text)) };
}

const isAbsolute: TemplateFunction = {
  params: ['string'],
  call: (args) => bool(textArg(args, 0).text.startsWith('/')),
};

/** Sprig's functions of paths. */
export const paths: FunctionTable = {
  base: ofPath(base),
  osBase: ofPath(base),
  dir: ofPath(directory),
  osDir: ofPath(directory),
  clean: ofPath(cleanPath),
  osClean: ofPath(cleanPath),
  ext: ofPath(extension),
  osExt: ofPath(extension),
  isAbs: isAbsolute,
  osIsAbs: isAbsolute,
};
