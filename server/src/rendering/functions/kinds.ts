import type { Value } from '../value.ts';
import { becauseNamed, goKind, goType, isNamed } from '../values/go-types.ts';
import { bool, str, unknown } from '../values/make.ts';
import { sourcesOf } from '../values/text.ts';
import { unknownWithin } from '../values/truth.ts';
import { deepEqual } from './comparison.ts';
import { anyArg, textArg } from './signature.ts';
import type { FunctionTable } from './signature.ts';

function isType(name: string, value: Value): Value {
  if (isNamed(value)) return /^(chartutil|common)\.Values$/.test(name) ? unknown(becauseNamed) : bool(false);
  return bool(name === goType(value));
}

/** Sprig's questions about types. */
export const kinds: FunctionTable = {
  typeOf: {
    params: ['any'],
    call: (args) => {
      const value = anyArg(args, 0);
      return isNamed(value) ? unknown(becauseNamed) : str(goType(value));
    },
  },
  typeIs: { params: ['string', 'any'], call: (args) => isType(textArg(args, 0).text, anyArg(args, 1)) },
  typeIsLike: {
    params: ['string', 'any'],
    call: (args) => isType(textArg(args, 0).text.replace(/^\*/, ''), anyArg(args, 1)),
  },
  kindOf: { params: ['any'], call: (args) => str(goKind(anyArg(args, 0))) },
  kindIs: { params: ['string', 'any'], call: (args) => bool(textArg(args, 0).text === goKind(anyArg(args, 1))) },
  deepEqual: {
    params: ['any', 'any'],
    keeps: true,
    takesUnknown: true,
    call: (args) => {
      const from = sourcesOf(...args);
      const open = unknownWithin(anyArg(args, 0)) ?? unknownWithin(anyArg(args, 1));
      return open ? unknown(open.because, from) : bool(deepEqual(anyArg(args, 0), anyArg(args, 1)), from);
    },
  },
};
