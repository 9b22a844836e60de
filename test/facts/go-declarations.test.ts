import assert from 'node:assert/strict';
import { cpuOf } from '../cost.ts';
import { goDeclarations } from '../../server/src/facts/links/go-declarations.ts';

const lines = (text: string) =>
  (goDeclarations(text)[0]?.lines ?? '').split('\n').map((line) => line.replace('\t', ' -> ').trimEnd());

describe('what Go files declare and mention', () => {
  it('is each function, method and type with names of its package and of others', () => {
    const text = `package shop

import st "example.com/shop/stock/v2"

type Server struct{ store Store }

func (s *Server) Run(ctx context.Context) error { return st.Reserve(ctx, Charge()) }

func (s *Server) drain() { s.store.close() }
`;
    assert.deepEqual(lines(text), [
      'Server -> store Store',
      'Server.Run -> Server context Charge st.Reserve'.replace(
        'context Charge st.Reserve',
        'context st.Reserve Charge',
      ),
      'Server.drain -> Server .store .close',
    ]);
    assert.equal(goDeclarations(text)[0]?.renamed, 'st example.com/shop/stock/v2');
  });

  it('is each line of a group by itself, with what goes on over several lines', () => {
    assert.deepEqual(
      lines(
        'package a\n\nvar (\n\tone, two = first, second\n\tsum = one +\n\t\tthird\n)\n\ntype (\n\tA struct {\n\t\tB\n\t}\n\tB int\n)\n',
      ),
      ['one two -> first second', 'sum -> one third', 'A -> B', 'B ->'],
    );
  });

  it('says what the start of a program runs: init, and calls that make a value, but no bodies of functions in it', () => {
    assert.deepEqual(
      lines(
        'package a\n\nfunc init() { register() }\n\nvar pool = open()\n\nvar later = func() { open() }\n\nvar limit = 5\n\nvar _ = register(handler)\n',
      ),
      ['!init -> register', '!pool -> open', 'later -> open', 'limit ->', '!_ -> register handler'],
    );
  });

  it('is not a question to the compiler, or what values of the function are called', () => {
    const text =
      'package a\n\nvar _ Runner = (*Server)(nil)\n\nfunc Do(order Order) { total := price; add(total, order) }\n';
    assert.deepEqual(lines(text), ['Do -> Order price add']);
    assert.deepEqual(lines('package a\n\nfunc Do() { run := 1; use(run); run() }\n'), ['Do -> use run']);
  });

  it('is not in texts and comments, nor hidden by their signs', () => {
    assert.deepEqual(lines('package a\n\nfunc Do() { x := "Charge" + `Refund`; use(x) } // Other\n/* Stop */\n'), [
      'Do -> use',
    ]);
    assert.deepEqual(lines('package a\n\nfunc Do() { use(`/*`); charge("\\"/*"); refund(\'"\') }\n'), [
      'Do -> use charge refund',
    ]);
  });

  for (const [what, text] of [
    ['with names in other letters', 'package a\n\nfunc größe() {}\n'],
    ['with functions that are not at the beginning of a line', 'package a\n\n  func Do() {}\n'],
    ['that C may call', 'package a\n\nimport "C"\n\n//export Do\nfunc Do() {}\n'],
    ['that are linked by name', 'package a\n\n//go:linkname now time.now\nfunc now() int64\n'],
  ] as const)
    it(`is not known of files ${what}`, () => assert.deepEqual(goDeclarations(text), []));

  it('is read in time of hostile texts', () => {
    for (const part of [
      'a:=',
      'func ',
      'var (\n',
      'x,',
      '(',
      '{',
      'a.',
      '"',
      'func f(a ',
      '= func(',
      'var _ = a[',
      '\n\tA ',
    ])
      for (const head of ['package a\n\nfunc Do() {', 'package a\n\nvar (\n', '']) {
        const text = head + part.repeat(200_000 / part.length);
        assert.ok(cpuOf(() => goDeclarations(text)) < 1000, `${head}${part}`);
      }
  });
});
