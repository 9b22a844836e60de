import assert from 'node:assert/strict';
import type { Fact } from '../../server/src/model/fact.ts';
import type { Outline, Path, Value } from '../../server/src/syntax/code/outline.ts';
import { readCode } from '../../server/src/syntax/code/reader.ts';
import { extractor } from '../analyse.ts';

const read = (text: string): Promise<Outline> => readCode('csharp', text);
const inMethod = (body: string) => read(`class A\n{\n    void F()\n    {\n${body}\n    }\n}\n`);
const path = ({ base, names }: Path) => (base === undefined ? names : [`#${base}`, ...names]).join('.');

function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'path':
      return path(value.path);
    case 'call':
      return `call ${value.call}`;
    case 'list':
      return value.items.map(plain);
    case 'either':
      return { either: value.of.map(plain) };
    case 'string':
    case 'number':
    case 'null':
    case 'boolean':
      return `${value.kind} ${value.text}`;
    default:
      return value?.kind;
  }
}

const calls = ({ calls: all }: Outline) =>
  all.map(({ callee, args, constructs, awaited }) =>
    [
      constructs ? 'new' : awaited ? 'await' : '',
      path(callee),
      ...args.map(({ name, value }) => `${name === undefined ? '' : `${name}: `}${String(plain(value))}`),
    ]
      .join(' ')
      .trim(),
  );
const bindings = (outline: Outline) =>
  outline.bindings.map(({ targets, how, type, value }) => [targets.map(path).join(), how, type, plain(value)]);

async function factsOf(text: string): Promise<readonly Fact[]> {
  return (await (await extractor()).extract({ file: 'src/A.cs', role: 'source', text })).facts;
}

const kindsOf = async (text: string) => (await factsOf(text)).map(({ kind }) => kind);

describe('the outline of C#', () => {
  it('names the namespaces that a file uses, beside those that each project uses', async () => {
    const { imports } = await read(`global using A.B;
using static System.Math;
using Client = global::Shop.Search.SearchClient;
namespace Shop;
`);
    assert.deepEqual(
      imports.filter(({ span }) => span.end > 0).map(({ local, module, member }) => [local, module, member]),
      [
        ['', 'A.B', '*'],
        ['', 'System', 'Math.*'],
        ['Client', 'Shop.Search', 'SearchClient'],
      ],
    );
    assert.ok(imports.some(({ module, span }) => module === 'System.Net.Http' && span.end === 0));
  });

  it('reads what an initializer sets as arguments with a name, and gives new() the type that it is for', async () => {
    const outline = await read(`class A
{
    private readonly Http.Client client = new(handler) { Timeout = Limit.Of(5), Headers = { Accept = "x" } };
    private readonly Item item = new Item { Price = 1_000m };
}
`);
    assert.deepEqual(calls(outline), [
      'new Http.Client handler Timeout: call 1 Headers: string x',
      'Limit.Of number 5',
      'new Item Price: number 1000',
    ]);
    assert.deepEqual(
      bindings(outline).map(([name, how]) => [name, how]),
      [
        ['client', 'field'],
        ['item', 'field'],
      ],
    );
  });

  it('reads what is awaited through ConfigureAwait, and what a type in angle brackets is', async () => {
    const outline = await inMethod(`
        var a = await client.GetAsync<int>(url, limit: 5).ConfigureAwait(false);
        bool b = low < high && f(x > (y));
        await Run();`);
    assert.deepEqual(calls(outline), [
      'await #1.ConfigureAwait boolean false',
      'await client.GetAsync url limit: number 5',
      'f other',
      'await Run',
    ]);
    assert.deepEqual(
      outline.calls.map(({ discarded }) => discarded === true),
      [false, false, false, true],
    );
  });

  it('reads all forms of strings, with the code in them', async () => {
    const outline = await inMethod(`
        a = "x\\"y"; b = @"c:\\dir ""q"""; c = $"{f(1):N2}-{{z}}"; d = $@"{g("in")}""{h}"; e = """
            raw "text"
            """; f = $$"""{"k": {{k($"{n}")}}}""";`);
    assert.deepEqual(
      bindings(outline).map(([, , , value]) => value),
      [
        'string x\\"y',
        'string c:\\dir "q"',
        'string ${}-{{z}}',
        'string ${}""${}',
        'string raw "text"',
        'string {"k": ${}}',
      ],
    );
    assert.deepEqual(calls(outline), ['f number 1', 'g string in', 'k string ${}']);
    assert.equal(outline.broken, false);
  });

  it('knows what patterns, out, foreach and queries declare', async () => {
    const outline = await inMethod(`
        if (x is Item { Price: > 3, Owner: var owner } item && map.TryGetValue(key, out Item? found)) { }
        foreach (var (low, high) in pairs) { }
        var all = from each in items orderby each.A, each.B select each;`);
    assert.deepEqual(
      bindings(outline).map(([name, how, type]) => [name, how, type]),
      [
        ['owner', 'declare', undefined],
        ['item', 'declare', 'Item'],
        ['found', 'declare', 'Item?'],
        ['low', 'declare', undefined],
        ['high', 'declare', undefined],
        ['all', 'declare', undefined],
        ['each', 'declare', undefined],
      ],
    );
  });

  it('reads handlers with their types and filters, and throw as an expression', async () => {
    const outline = await inMethod(`
        try { f(); }
        catch (IOException error) when (error.HResult == 5) { throw; }
        catch (Exception) { }
        catch { log(a ?? throw new B()); }
        finally { }`);
    assert.deepEqual(
      outline.regions.flatMap(({ kind, caught, empty, mentions }) =>
        kind === 'handler' ? [[caught?.name, caught?.types.join(), empty === true, mentions === true]] : [],
      ),
      [
        ['error', 'IOException', false, true],
        [undefined, 'Exception', true, false],
        [undefined, '', false, false],
      ],
    );
    assert.deepEqual(
      outline.exits.map(({ kind, value }) => [kind, plain(value)]),
      [
        ['throw', undefined],
        ['throw', 'call 2'],
      ],
    );
  });

  it('reads a class with what it is made with, its members and its attributes', async () => {
    const outline = await read(`namespace Shop;
[ApiController, Route("orders")]
public sealed class Orders(IStore store, ILogger<Orders> logger) : Base<Order>(store), IOrders where T : class
{
    public int Count { get; set; } = Start(1);
    public string Name => Of(Count);
    [HttpGet("{id}")]
    public async Task<Order> Get(int id, params string[] fields) => await store.Find(id);
    event Action Changed { add { on(value); } remove { } }
    IStore this[int at] { get => All(at); }
    public static Orders operator +(Orders a, Orders b) => a.With(b);
}
`);
    const [orders, ...members] = outline.regions.filter(({ kind }) => kind === 'class' || kind === 'function');
    assert.deepEqual(orders?.supertypes, ['Base', 'IOrders']);
    assert.equal(orders?.decorators?.length, 2);
    assert.deepEqual(
      members.map(({ name, async, parameters = [] }) => [name, async === true, parameters.map(({ type }) => type)]),
      [
        ['Name', false, []],
        ['Get', true, ['int', '...string[]']],
        ['Changed', false, []],
        ['Changed', false, []],
        ['this', false, []],
        ['operator', false, ['Orders', 'Orders']],
      ],
    );
    assert.deepEqual(
      bindings(outline).map(([name, how, type]) => [name, how, type]),
      [
        ['store', 'field', 'IStore'],
        ['logger', 'field', 'ILogger<Orders>'],
        ['Count', 'field', 'int'],
      ],
    );
  });

  it('reads statements at the top of a program, and what stands under each condition of the preprocessor', async () => {
    const outline = await read(`var app = WebApplication.Create(args);
#if DEBUG
app.UseDebug();
#else
app.UseErrors();
#endif
app.MapGet("/", async (HttpContext context) => { await context.Write("x"); });
app.Run();
int Local(int a) => a;
`);
    assert.deepEqual(
      outline.calls.map(({ callee }) => callee.names.at(-1)),
      ['Create', 'UseDebug', 'UseErrors', 'MapGet', 'Write', 'Run'],
    );
    assert.equal(outline.regions.at(-1)?.name, 'Local');
  });

  it('keeps the method behind a string that nobody has closed', async () => {
    const outline = await read(`class A
{
    void F()
    {
        log($"from {a(b;
        g();
    }

    void Next() { h(); }
}
`);
    assert.equal(outline.broken, true);
    assert.ok(outline.regions.some(({ name }) => name === 'Next'));
    assert.ok(outline.calls.some(({ callee }) => callee.names[0] === 'h'));
  });
});

describe('the facts of C#', () => {
  it('finds clients that no line imports, handlers and servers', async () => {
    assert.ok(
      (await kindsOf('class A { Task F(HttpClient c) => c.GetAsync("https://a"); }')).includes('outgoing-call'),
    );
    assert.ok((await kindsOf('class A { void F() { try { g(); } catch { } } }')).includes('error-handler'));
    const program =
      'var app = WebApplication.CreateBuilder(args).Build();\napp.MapHealthChecks("/ready");\napp.Run();\n';
    const kinds = await kindsOf(program);
    assert.ok(kinds.includes('server'));
    assert.deepEqual(
      (await factsOf(program)).flatMap((fact) => (fact.kind === 'route' ? [fact.path] : [])),
      ['/ready', '/*'],
    );
  });
});
