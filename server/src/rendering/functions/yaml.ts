import { readYaml } from '../../syntax/yaml.ts';
import type { Span } from '../../model/span.ts';
import type { Str, Value } from '../value.ts';
import { dict, list, str, unknown } from '../values/make.ts';
import { spend } from '../values/budget.ts';
import { valueOf } from '../values/from-yaml.ts';
import { slice, sourcesOf, unknownIn } from '../values/text.ts';
import { anyArg, textArg } from './signature.ts';
import type { FunctionTable, TemplateFunction } from './signature.ts';
import { yamlText } from './yaml-print.ts';

const toYaml: TemplateFunction = {
  params: ['any'],
  keeps: true,
  takesUnknown: true,
  call: (args, { budget }) => yamlText(anyArg(args, 0), { budget }),
};

const toYamlPretty: TemplateFunction = {
  ...toYaml,
  call: (args, { budget }) => yamlText(anyArg(args, 0), { budget, pretty: true }),
};

/** The value of a YAML text, or why it cannot be read; each part comes from where its text came from. */
function fromYamlText(text: Str): Value | { readonly error: Value } {
  const [document] = readYaml(text.text).filter(({ root, problems }) => root !== undefined || problems.length > 0);
  const problem = document?.problems.find(({ message }) => !message.startsWith('the key '));
  const isDirective = /^%(?!YAML |TAG )/.test(text.text);
  if (problem || isDirective)
    return { error: unknown('the text of a YAML error depends on the reader', sourcesOf(text)) };
  const lost = lostUnknown(text);
  if (lost) return lost;
  const base = document?.start ?? 0;
  const textOf = (span: Span) => slice(text, { start: span.start + base, end: span.end + base });
  const value = valueOf(document?.root, { base, file: '', textOf });
  // A text that is not known in part may be of any kind.
  const gap = value.type === 'string' ? unknownIn(value) : undefined;
  return gap === undefined ? value : unknown(gap, value.from);
}

/** A comment stands for lines that are not known, and a key that is not known gives a map that is not. */
function lostUnknown({ text, pieces = [] }: Str): Value | undefined {
  for (const { start, end, unknown: because, from } of pieces) {
    if (because === undefined) continue;
    const isComment = /(^|\n)[ \t]*# ?$/.test(text.slice(Math.max(0, start - 80), start));
    const isKey = /^[^\n'"]*:(\s|$)/.test(text.slice(end, end + 200));
    if (isComment || isKey) return unknown(because, from);
  }
  return undefined;
}

function jsonKind({ type }: Value): string {
  if (type === 'list') return 'array';
  return type === 'dict' ? 'object' : type === 'float' ? 'number' : type;
}

/** Helm's readers and printers of YAML. */
export const yaml: FunctionTable = {
  toYaml,
  mustToYaml: toYaml,
  toYamlPretty,
  fromYaml: {
    params: ['string'],
    keeps: true,
    call: (args, { budget }) => {
      const text = textArg(args, 0);
      spend(budget, text.text.length);
      const value = fromYamlText(text);
      if ('error' in value) return dict([['Error', value.error]]);
      if (value.type === 'nil') return dict();
      if (value.type === 'dict' || value.type === 'unknown') return value;
      const kind = jsonKind(value);
      const message = `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
      return dict([['Error', str(message)]]);
    },
  },
  fromYamlArray: {
    params: ['string'],
    keeps: true,
    call: (args, { budget }) => {
      spend(budget, textArg(args, 0).text.length);
      const value = fromYamlText(textArg(args, 0));
      if ('error' in value) return list([value.error]);
      if (value.type === 'nil') return list([]);
      if (value.type === 'list' || value.type === 'unknown') return value;
      const kind = jsonKind(value);
      return list([
        str(
          `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type []interface {}`,
        ),
      ]);
    },
  },
};
