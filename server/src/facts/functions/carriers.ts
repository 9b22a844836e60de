import type { CodeLanguage, Outline, Region } from '../../syntax/code/outline.ts';

/** What carries deadline and cancellation into a function. */
export interface Carrier {
  /** How it is written there. */
  readonly written: string;
  readonly parameter: string;
  /** Which argument it is. */
  readonly position: number;
  /** It is the request itself. */
  readonly ofRequest: boolean;
}

const streaming =
  /\.\w+_\w+Server$|^grpc\.(?:ServerStream|BidiStreamingServer|ServerStreamingServer|ClientStreamingServer)\b/;
/** Go's parameters that bring a context, by their type: how it is taken from them. */
const go: readonly { readonly type: RegExp; readonly take: string; readonly ofRequest: boolean }[] = [
  { type: /^context\.Context$/, take: '', ofRequest: false },
  { type: /^\*?http\.Request$/, take: '.Context()', ofRequest: true },
  { type: /^\*gin\.Context$/, take: '.Request.Context()', ofRequest: true },
  { type: /^echo\.Context$/, take: '.Request().Context()', ofRequest: true },
  { type: /^\*?fiber\.Ctx$/, take: '.UserContext()', ofRequest: true },
  {
    type: streaming,
    take: '.Context()',
    ofRequest: false,
  },
];
const names: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  python: /^(?:timeout|deadline)(?:_s|_ms|_seconds|_sec)?$/,
  typescript: /^(?:abort_?)?signal$/i,
  javascript: /^(?:abort_?)?signal$/i,
};

/** The carrier of a function, by its parameters. */
export function carrierOf({ parameters = [] }: Region, { language }: Outline): Carrier | undefined {
  const shift = language === 'python' && /^(?:self|cls)$/.test(parameters[0]?.name ?? '') ? 1 : 0;
  for (const [index, { name, type = '' }] of parameters.entries()) {
    const position = index - shift;
    // It is given one, though it has no name for it.
    if (name === '' || name === '_') {
      if (type === 'context.Context') return { written: 'the context', parameter: '', position, ofRequest: false };
      continue;
    }
    if (language === 'go') {
      const found = go.find((each) => each.type.test(type));
      if (found) return { written: name + found.take, parameter: name, position, ofRequest: found.ofRequest };
    } else if (names[language]?.test(name) || (language === 'typescript' && /^AbortSignal\b/.test(type)))
      return { written: name, parameter: name, position, ofRequest: false };
  }
  return undefined;
}

/** Whether a Go function takes requests of HTTP by itself: by its parameters. */
export function handlesRequests({ parameters = [], results = [] }: Region, { language }: Outline): boolean {
  if (language !== 'go') return false;
  const types = parameters.map(({ type = '' }) => type);
  if (types.length === 2 && types[0] === 'http.ResponseWriter') return types[1] === '*http.Request';
  const [only = '', ...more] = types;
  if (more.length > 0) return false;
  if (only === '*gin.Context') return results.length === 0;
  return /^(?:echo\.Context|\*?fiber\.Ctx)$/.test(only) && results.join() === 'error';
}

/** Whether a Go method has the form of an RPC: `(ctx, *Request) (*Response, error)`, or a stream at the end. */
export function answersRpcs({ parameters = [], results = [] }: Region): boolean {
  const types = parameters.map(({ type = '' }) => type);
  if (types.length === 2 && types[0] === 'context.Context') return /^\*/.test(types[1] ?? '') && results.length === 2;
  return streaming.test(types.at(-1) ?? '') && results.join() === 'error';
}
