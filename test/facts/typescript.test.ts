import assert from 'node:assert/strict';
import { readCode } from '../../server/src/syntax/code/reader.ts';
import type { CodeLanguage, Outline, Path, Value } from '../../server/src/syntax/code/outline.ts';

const read = (text: string, language: CodeLanguage = 'typescript'): Promise<Outline> => readCode(language, text);

const path = ({ base, names }: Path) => (base === undefined ? '' : `#${base}.`) + names.join('.');

/** A value as one short text. */
function plain(value: Value | undefined): string {
  if (!value) return '';
  switch (value.kind) {
    case 'path':
      return path(value.path);
    case 'call':
      return `call ${value.call}`;
    case 'object':
      return `{${value.entries.map((entry) => `${entry.spread ? '...' : `${entry.name ?? '?'}: `}${plain(entry.value)}`).join(', ')}}`;
    case 'list':
      return `[${value.items.map(plain).join(', ')}]`;
    case 'either':
      return value.of.map(plain).join(' | ');
    case 'function':
      return `function ${value.region}`;
    case 'other':
      return 'other';
    default:
      return `${value.kind} ${value.text}`;
  }
}

const bindings = (outline: Outline) =>
  outline.bindings.map(({ targets, how, value, type }) =>
    `${how} ${targets.map(path).join(', ')}${type === undefined ? '' : `: ${type}`} = ${plain(value)}`.replace(
      / = $/,
      '',
    ),
  );
const imports = (outline: Outline) =>
  outline.imports.map(
    ({ local, module, member, typeOnly }) => `${typeOnly ? 'type ' : ''}${local} = ${module}#${member ?? ''}`,
  );
const regions = (outline: Outline) =>
  outline.regions.map(({ kind, parent, name, empty, commented, mentions, implicitReturn, async, caught }) =>
    [
      kind,
      parent,
      name,
      empty && 'empty',
      commented && 'commented',
      mentions && 'mentions',
      implicitReturn && 'implicit',
      async && 'async',
      caught?.name,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  );
const calls = (outline: Outline) =>
  outline.calls.map(
    ({ callee, args, awaited, discarded, constructs, how, region }) =>
      `${constructs ? 'new ' : ''}${path(callee)}(${args.map((argument) => (argument.spread ? '...' : '') + plain(argument.value)).join(', ')})` +
      `${awaited ? ' awaited' : ''}${discarded ? ' discarded' : ''}${how ? ` ${how}` : ''} in ${region}`,
  );

describe('outline of TypeScript', () => {
  it('has imports in every form', async () => {
    const outline = await read(`
import axios, { get as fetchIt, type AxiosInstance } from 'axios';
import * as http from 'node:http';
import type { Server } from 'node:net';
import type from './type';
import { type as kind, type type } from './kinds';
import fs = require('fs');
import './setup';
import data, { /* , */ 'a b' as ab } from "./data.json" with { type: 'json' };
const got = require('got');
const { request, get: send = 1, ...rest } = require('https');
const Redis = require('ioredis').default;
const ky_1 = __importDefault(require("ky"));
const lazy = await import('undici');
const { default: late } = await import('needle');
`);
    assert.deepEqual(imports(outline), [
      'axios = axios#default',
      'fetchIt = axios#get',
      'type AxiosInstance = axios#AxiosInstance',
      'http = node:http#',
      'type Server = node:net#Server',
      'type = ./type#default',
      'kind = ./kinds#type',
      'type type = ./kinds#type',
      'fs = fs#',
      ' = ./setup#',
      'data = ./data.json#default',
      'ab = ./data.json#a b',
      'got = got#',
      'request = https#request',
      'send = https#get',
      'Redis = ioredis#default',
      'ky_1 = ky#',
      'lazy = undici#',
      'late = needle#default',
    ]);
  });

  it('binds a module loaded in a function to its variable, not to the file', async () => {
    const outline = await read(`function f() { const fetch = require('node-fetch'); }`);
    assert.deepEqual(imports(outline), []);
    assert.deepEqual(bindings(outline), ['declare fetch = call 0']);
  });

  it('has exports in every form', async () => {
    const outline = await read(`
export const a = 1, { b, c: d } = x;
export function f() {}
export class K {}
export default client;
export { a as z, f };
export { default, e as g } from './e';
export * from './all';
export * as all from './all';
export type { T } from './types';
export interface I {}
`);
    const text = outline.exports.map(
      ({ name, local, module }) => `${name} = ${local ?? ''}${module ? ` of ${module}` : ''}`,
    );
    assert.deepEqual(text, [
      'a = a',
      'b = b',
      'd = d',
      'f = f',
      'K = K',
      'default = client',
      'z = a',
      'f = f',
      'default = default of ./e',
      'g = e of ./e',
      '* =  of ./all',
      'all = * of ./all',
    ]);
  });

  it('has exports of CommonJS', async () => {
    const outline = await read(
      `module.exports = { one, two: make() };\nexports.three = three;\nmodule.exports.four = 4;`,
    );
    assert.deepEqual(
      outline.exports.map(({ name, local, value }) => `${name} ${local ?? ''} ${plain(value)}`),
      ['default  {one: one, two: call 0}', 'one  one', 'two  call 0', 'three three three', 'four  number 4'],
    );
  });

  it('binds variables, patterns, assignments, fields and parameter properties', async () => {
    const outline = await read(`
const a = f(), b: http.Agent | undefined = undefined;
let { c, d: { e }, g = 2, ...h } = a;
const [i, , j] = list();
const { k } = await make();
a.timeout = 5; l ||= m; n += 1;
class K extends Base<T> implements I {
  static o = 1;
  private p?: Q;
  constructor(private readonly r: R, s: S, public t = 3) { super(); this.p = r; }
}
for (const u of xs) { }
function v({ w, x = 1 }: Y, ...z: Z[]) {}
`);
    assert.deepEqual(bindings(outline), [
      'declare a = call 0',
      'declare b: http.Agent | undefined = null undefined',
      'declare c = a.c',
      'declare e = a.d.e',
      'declare g = a.g | number 2',
      'declare h = other',
      'declare i = other',
      'declare j = other',
      'declare k = #2.k',
      'assign a.timeout = number 5',
      'assign l = l | m',
      'assign n = other',
      'field o = number 1',
      'field p: Q',
      'field r: R',
      'field t',
      'assign this.p = r',
      'declare u = other',
      'parameter w',
      'parameter x',
    ]);
    const [file, type, constructor] = outline.regions;
    assert.deepEqual([file?.kind, type?.kind, constructor?.name], ['file', 'class', 'constructor']);
    assert.deepEqual(type?.supertypes, ['Base', 'I']);
    const field = outline.bindings.find(({ how, targets }) => how === 'field' && targets[0]?.names[0] === 'r');
    assert.equal(field?.region, 1);
    assert.deepEqual(
      outline.regions.find(({ name }) => name === 'v')?.parameters?.map(({ name, type }) => `${name}: ${type ?? ''}`),
      [': Y', 'z: Z[]'],
    );
  });

  it('puts var into its function and const into its block', async () => {
    const outline = await read(`function f() { if (x) { var a = 1; const b = 2; } }`);
    assert.deepEqual(
      outline.bindings.map(({ targets, region }) => `${targets[0]?.names[0]} in ${outline.regions[region]?.kind}`),
      ['a in function', 'b in branch'],
    );
  });

  it('has values: durations, joined strings, choices, literals', async () => {
    const outline = await read(`
f(5 * 60 * 1_000, -1, 'a' + b + '/c', \`x/\${y}/z\`, a ? b : c ?? d, [1, ...xs], { a, 'b-c': 1, ...d, [e]: 2, m() {} });
f(x as any, <T>y, z!, (0, q.r), void 0, undefined, null, true, a && b, function () {}, () => 1, w.x['y'], w[i].z);
`);
    assert.deepEqual(
      outline.calls.flatMap(({ args }) => args.map(({ value }) => plain(value))),
      [
        'number 300000',
        'number -1',
        'string a${}/c',
        'string x/${}/z',
        'b | c | d',
        '[number 1, other]',
        '{a: a, b-c: number 1, ...d, ?: number 2, m: function 1}',
        'x',
        'y',
        'z',
        'q.r',
        'null undefined',
        'null undefined',
        'null null',
        'boolean true',
        'other',
        'function 2',
        'function 3',
        'w.x.y',
        'w.[].z',
      ],
    );
  });

  it('has calls with what becomes of them', async () => {
    const outline = await read(`
await f(); void g(); h?.i!(1)(2); new K; new a.B<T>(...xs); tag\`a\${j()}\`;
const k = await l.m\`x\`.n(); (async () => { o(); })(); 'x'.trim(); import('p'); class C extends D { constructor() { super(1); } }
`);
    assert.deepEqual(calls(outline), [
      'f() awaited discarded in 0',
      'g() discarded void in 0',
      '#3.(number 2) discarded in 0',
      'h.i(number 1) in 0',
      'new K() discarded in 0',
      'new a.B(...xs) discarded in 0',
      'j() in 0',
      '.n() awaited in 0',
      '() discarded in 0',
      'o() discarded in 1',
      '.trim() discarded in 0',
      'import(string p) discarded in 0',
      'super(number 1) discarded in 3',
    ]);
  });

  it('names the last name of a callee and its brackets', async () => {
    const text = 'a.b?.c<T>(1, 2);\nnew K;';
    const outline = await read(text);
    const [first, second] = outline.calls;
    const cut = (span: { start: number; end: number } | undefined) => text.slice(span?.start, span?.end);
    assert.deepEqual([cut(first?.nameSpan), cut(first?.brackets), first?.start], ['c', '(1, 2)', 0]);
    assert.deepEqual([cut(second?.nameSpan), cut(second?.brackets)], ['K', '']);
  });

  it('has regions with what a handler does with its error', async () => {
    const outline = await read(`
async function f() {
  for (const x of await g()) {
    try { a(); } catch (error) { /* nobody cares */ } finally {}
    while (b()) { if (c) { d(); } else { e(); } }
  }
  try { a() } catch { // eslint-disable-line no-empty
  }
  try { a() } catch (error) { log(error) }
  try { a() } catch (error) { run((error) => log(error)) }
  try { a() } catch ({ message }) { log(message) }
  switch (x) { case 1: h(); }
}
const i = () => f();
`);
    assert.deepEqual(regions(outline), [
      'file -1',
      'function 0 f commented async',
      'loop 1',
      'try 2',
      'handler 2 empty commented error',
      'finally 2 empty',
      'loop 2',
      'branch 6',
      'branch 6',
      'try 1',
      'handler 1 empty',
      'try 1',
      'handler 1 mentions error',
      'try 1',
      'handler 1 error',
      'function 14 implicit',
      'try 1',
      'handler 1 mentions { message }',
      'switch 1',
      'function 0 i implicit',
    ]);
    const where = (name: string) =>
      outline.regions[outline.calls.find(({ callee }) => callee.names[0] === name)?.region ?? 0]?.kind;
    assert.deepEqual(['g', 'b', 'd', 'e', 'h'].map(where), ['function', 'loop', 'branch', 'branch', 'switch']);
  });

  it('returns, throws and jumps, and returns the body of an arrow', async () => {
    const outline = await read(`
const f = (x) => x.y;
function g() { for (;;) { if (a) break; continue; } throw new Error('x'); }
outer: while (a) { break outer; }
`);
    assert.deepEqual(
      outline.exits.map(({ kind, implicit, label, value }) =>
        [kind, implicit && 'implicit', label, plain(value)].filter(Boolean).join(' '),
      ),
      ['return implicit x.y', 'break', 'continue', 'throw call 0', 'break outer'],
    );
  });

  it('tells names that the scope knows from those of expressions', async () => {
    const outline = await read(`
function declared() {}
const a = function inner() {};
const b = { method() {}, pair: () => 1 };
class C { member() {} field = () => 2; }
obj.assigned = () => 3;
`);
    assert.deepEqual(
      outline.regions
        .filter(({ name }) => name)
        .map(({ name, expression }) => `${name}${expression ? ' expression' : ''}`),
      [
        'declared',
        'inner expression',
        'method expression',
        'pair expression',
        'C',
        'member',
        'field expression',
        'assigned expression',
      ],
    );
  });

  it('reads JSX, decorators and broken code', async () => {
    const jsx = await read(`const a = <A b={c()}>{d()} it's</A>;`, 'javascript');
    assert.equal(jsx.markup, true);
    assert.deepEqual(
      jsx.calls.map(({ callee }) => callee.names[0]),
      ['c', 'd'],
    );
    const decorated = await read(`@Module({}) export default class K { @Get('/x') @Use() async handler() {} }`);
    assert.deepEqual(
      decorated.regions.map(({ decorators }) => decorators),
      [undefined, [0], [1, 2]],
    );
    assert.deepEqual(
      decorated.exports.map(({ name, local }) => `${name} ${local}`),
      ['default K'],
    );
    const broken = await read(`const a = {\nfetch(url\nfunction f() { g(); }`);
    assert.equal(broken.broken, true);
    assert.ok(broken.calls.some(({ callee }) => callee.names[0] === 'g'));
  });
});
