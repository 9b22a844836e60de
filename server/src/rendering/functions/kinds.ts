import { goKind, goType } from '../values/go-types.ts';
import { bool, str, unknown } from '../values/make.ts';
import { sourcesOf } from '../values/text.ts';
import { unknownWithin } from '../values/truth.ts';
import { deepEqual } from './comparison.ts';
import { anyArg, textArg } from './signature.ts';
import type { FunctionTable } from './signature.ts';

/** Sprig's questions about types. */
export const kinds: FunctionTable = {
  typeOf: { params: ['any'], call: (args) => str(goType(anyArg(args, 0))) },
  typeIs: { params: ['string', 'any'], call: (args) => bool(textArg(args, 0).text === goType(anyArg(args, 1))) },
  typeIsLike: {
    params: ['string', 'any'],
    call: (args) => bool(textArg(args, 0).text.replace(/^\*/, '') === goType(anyArg(args, 1))),
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
