import fc from 'fast-check';
import type { CodeLanguage } from '../../server/src/syntax/code/outline.ts';

/** A statement of a program, in no language. */
type Statement =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'declare'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'branch' | 'loop'; readonly body: readonly Statement[] }
  | { readonly kind: 'try'; readonly body: readonly Statement[]; readonly handler: readonly Statement[] }
  | { readonly kind: 'return'; readonly value: Expression }
  /** As it stands; of this nothing is expected. */
  | { readonly kind: 'raw'; readonly text: string };

type Expression =
  | { readonly kind: 'name' | 'number' | 'text'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'sum'; readonly of: readonly Expression[] };

/** A program with functions that hold statements. */
export type Program = readonly { readonly name: string; readonly body: readonly Statement[] }[];

/** What an outline of a program has to have, as plain text in document order. */
export interface Expected {
  readonly functions: readonly string[];
  /** Name and number of arguments. */
  readonly calls: readonly string[];
  readonly declared: readonly string[];
  readonly handlers: number;
  readonly returns: number;
}

const name = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'of1', 'é', 'async_', 'typeName', 'x');
/** Texts in which signs mean nothing. */
const text = fc.constantFrom('a', '(', '}} ((', '// no comment', "it's", '#', '/*', 'return', '${', '`', '<b>', '=>');

const expression: fc.Memo<Expression> = fc.memo((depth) => {
  const plain = fc.oneof(
    name.map((each): Expression => ({ kind: 'name', text: each })),
    fc.nat(999).map((each): Expression => ({ kind: 'number', text: String(each) })),
    text.map((each): Expression => ({ kind: 'text', text: each })),
  );
  if (depth <= 1) return plain;
  const inner = fc.array(expression(depth - 1), { maxLength: 3 });
  return fc.oneof(
    plain,
    fc.record({ kind: fc.constant('call' as const), name, args: inner }),
    fc.array(expression(depth - 1), { minLength: 2, maxLength: 3 }).map((of): Expression => ({ kind: 'sum', of })),
  );
});

const statement: fc.Memo<Statement> = fc.memo((depth) => {
  const plain = fc.oneof(
    fc.record({ kind: fc.constant('call' as const), name, args: fc.array(expression(3), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('declare' as const), name, value: expression(3) }),
    fc.record({ kind: fc.constant('return' as const), value: expression(2) }),
  );
  if (depth <= 1) return plain;
  const body = fc.array(statement(depth - 1), { maxLength: 3 });
  return fc.oneof(
    plain,
    fc.record({ kind: fc.constantFrom('branch' as const, 'loop' as const), body }),
    fc.record({ kind: fc.constant('try' as const), body, handler: body }),
  );
});

/** Programs of a few functions. */
export const programs: fc.Arbitrary<Program> = fc.array(
  fc.record({ name, body: fc.array(statement(4), { maxLength: 4 }) }),
  { minLength: 1, maxLength: 3 },
);

/** The words of one language for the parts of a program. */
interface Dialect {
  readonly comment: string;
  open(kind: 'function' | 'branch' | 'loop' | 'try', name: string): string;
  readonly close: string;
  /** Between the end of a `try` and its handler; absent where the language has none. */
  readonly handler?: string;
  declare(name: string, value: string): string;
  readonly end: string;
  readonly text: (text: string) => string;
  readonly head: string;
  readonly foot: string;
  readonly indents: boolean;
}

const quoted = (each: string) => `"${each}"`;
const script: Dialect = {
  comment: '// it’s (not {code',
  open: (kind, own) =>
    ({ function: `function ${own}(a) {`, branch: 'if (a) {', loop: 'for (;;) {', try: 'try {' })[kind],
  close: '}',
  handler: '} catch (error) {',
  declare: (own, value) => `const ${own} = ${value}`,
  end: ';',
  text: (each) => (/[`$]/.test(each) ? quoted(each) : `\`${each}\``),
  head: '',
  foot: '',
  indents: false,
};
const dialects: Readonly<Record<CodeLanguage, Dialect>> = {
  typescript: script,
  javascript: { ...script, text: quoted },
  go: {
    ...script,
    open: (kind, own) => ({ function: `func ${own}(a int) {`, branch: 'if a {', loop: 'for {', try: '{' })[kind],
    handler: '}\nif err != nil {',
    declare: (own, value) => `${own} := ${value}`,
    end: '\n',
    text: quoted,
    head: 'package a\n',
  },
  java: {
    ...script,
    open: (kind, own) =>
      ({ function: `Object ${own}(int a) {`, branch: 'if (a) {', loop: 'for (;;) {', try: 'try {' })[kind],
    handler: '} catch (Exception error) {',
    declare: (own, value) => `var ${own} = ${value}`,
    text: quoted,
    head: 'class K {\n',
    foot: '\n}',
  },
  csharp: {
    ...script,
    open: (kind, own) =>
      ({ function: `object ${own}(int a) {`, branch: 'if (a) {', loop: 'for (;;) {', try: 'try {' })[kind],
    handler: '} catch (Exception error) {',
    declare: (own, value) => `var ${own} = ${value}`,
    text: (each) => (/[{}]/.test(each) ? `@"${each}"` : `$"${each}"`),
    head: 'class K {\n',
    foot: '\n}',
  },
  python: {
    comment: "# it's (not {code",
    open: (kind, own) => ({ function: `def ${own}(a):`, branch: 'if a:', loop: 'while a:', try: 'try:' })[kind],
    close: '',
    handler: 'except Exception as error:',
    declare: (own, value) => `${own} = ${value}`,
    end: '',
    text: quoted,
    head: '',
    foot: '',
    indents: true,
  },
};

/** The text of a program in a language, and what its outline has to have. */
export function written(program: Program, language: CodeLanguage): { text: string; expected: Expected } {
  const dialect = dialects[language];
  const functions: string[] = [];
  const calls: string[] = [];
  const declared: string[] = [];
  let handlers = 0;
  let returns = 0;
  const lines: string[] = [];
  let indent = 0;
  const line = (own: string) => lines.push(`${'  '.repeat(indent)}${own}`);
  const value = (of: Expression): string => {
    switch (of.kind) {
      case 'call': {
        calls.push(`${of.name} ${of.args.length}`);
        return `${of.name}(${of.args.map(value).join(', ')})`;
      }
      case 'sum':
        return `(${of.of.map(value).join(' + ')})`;
      case 'text':
        return dialect.text(of.text);
      default:
        return of.text;
    }
  };
  const block = (body: readonly Statement[]) => {
    indent++;
    line(dialect.comment);
    if (dialect.indents && body.length === 0) line('pass');
    for (const each of body) one(each);
    indent--;
  };
  const one = (of: Statement): void => {
    switch (of.kind) {
      case 'call':
        return void line(value(of) + dialect.end);
      case 'declare':
        declared.push(of.name);
        return void line(dialect.declare(of.name, value(of.value)) + dialect.end);
      case 'raw':
        return void line(of.text);
      case 'return':
        returns++;
        return void line(`return ${value(of.value)}${dialect.end}`);
      case 'try':
        handlers++;
        line(dialect.open('try', ''));
        block(of.body);
        line(dialect.handler ?? '');
        block(of.handler);
        if (dialect.close) line(dialect.close);
        return;
      default:
        line(dialect.open(of.kind, ''));
        block(of.body);
        if (dialect.close) line(dialect.close);
    }
  };
  for (const { name: own, body } of program) {
    functions.push(own);
    line(dialect.open('function', own));
    block(body);
    if (dialect.close) line(dialect.close);
  }
  const whole = `${dialect.head}${lines.join('\n')}${dialect.foot}\n`;
  return { text: whole, expected: { functions, calls, declared, handlers, returns } };
}
