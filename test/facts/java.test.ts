import assert from 'node:assert/strict';
import { readCode } from '../../server/src/syntax/code/reader.ts';
import type { Route } from '../../server/src/model/code-fact.ts';
import type { Outline, Path, Value } from '../../server/src/syntax/code/outline.ts';
import { extractor } from '../analyse.ts';

const read = (text: string): Promise<Outline> => readCode('java', text);
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

const bindings = (outline: Outline) =>
  outline.bindings.map(({ targets, how, type, value }) => [targets.map(path).join(), how, type, plain(value)]);
const kinds = (outline: Outline) => outline.regions.map(({ kind }) => kind);
const inMethod = (body: string) => read(`class A {\n  void f() {\n${body}\n  }\n}\n`);

describe('the outline of Java', () => {
  it('names imports in every form, with the package as the module', async () => {
    const outline = await read(`import java.net.http.HttpClient;
import okhttp3.OkHttpClient.Builder;
import java.util.*;
import static java.util.Objects.requireNonNull;
import static spark.Spark.*;
class A {}
`);
    assert.deepEqual(
      outline.imports.map(({ local, module, member }) => [local, module, member]),
      [
        ['HttpClient', 'java.net.http', 'HttpClient'],
        ['Builder', 'okhttp3', 'OkHttpClient.Builder'],
        ['', 'java.util', '*'],
        ['requireNonNull', 'java.util', 'Objects.requireNonNull'],
        ['', 'spark', 'Spark.*'],
      ],
    );
  });

  it('reads classes, methods and lambdas with parameters, supertypes and annotations', async () => {
    const outline = await read(`@RestController
@RequestMapping(value = "/orders", method = {GET, POST})
class Orders<T> extends Base<T> implements Loud, a.Quiet {
  @Autowired private final Client client;
  Orders(Client client, String... rest) { super(rest); this.client = client; }
  @GetMapping("/{id}") List<Order> byId(@PathVariable final String id) { return x -> x.find(id); }
  abstract void none();
  enum Kind { SMALL(1), LARGE { void grow() {} }; final int size; }
  record Part(int count, String name) {}
  Object made = new Runnable() { public void run() {} };
}
`);
    const [, orders, constructor, byId, lambda, none, kind, , , part, anonymous] = outline.regions;
    assert.deepEqual(orders?.supertypes, ['Base', 'Loud', 'a.Quiet']);
    assert.deepEqual(orders?.decorators, [0, 1]);
    assert.deepEqual(
      outline.calls.map(({ callee, args }) => [path(callee), args.map(({ name, value }) => [name, plain(value)])]),
      [
        ['RestController', []],
        [
          'RequestMapping',
          [
            ['value', 'string /orders'],
            ['method', ['GET', 'POST']],
          ],
        ],
        ['super', [[undefined, 'rest']]],
        ['GetMapping', [[undefined, 'string /{id}']]],
        ['x.find', [[undefined, 'id']]],
        ['Kind', [[undefined, 'number 1']]],
        ['Runnable', []],
      ],
    );
    assert.deepEqual(
      constructor?.parameters?.map(({ name, type }) => [name, type]),
      [
        ['client', 'Client'],
        ['rest', '...String'],
      ],
    );
    assert.deepEqual([byId?.name, byId?.decorators, byId?.results], ['byId', [3], ['List<Order>']]);
    assert.deepEqual([lambda?.implicitReturn, lambda?.parameters?.[0]?.name], [true, 'x']);
    assert.deepEqual([none?.name, none?.body.start], ['none', none?.body.end]);
    assert.deepEqual([kind?.name, part?.name, anonymous?.supertypes], ['Kind', 'Part', ['Runnable']]);
    assert.deepEqual(bindings(outline), [
      ['client', 'field', 'Client', undefined],
      ['this.client', 'assign', undefined, 'client'],
      ['size', 'field', 'int', undefined],
      ['count', 'field', 'int', undefined],
      ['name', 'field', 'String', undefined],
      ['made', 'field', 'Object', 'call 6'],
    ]);
    const components = outline.bindings.filter(({ targets }) => /^(count|name)$/.test(targets[0]?.names[0] ?? ''));
    assert.ok(components.every(({ region }) => outline.regions[region] === part));
  });

  it('reads what is assigned', async () => {
    const outline = await inMethod(`    int a = 1, b;
    var c = new Builder<String>(2).with(a).build();
    this.d.e = c;
    f[0] = a += 2;
    b++;
    for (String g : all) h(g);
    try (Reader in = open(); shared) { in.read(); }
`);
    assert.deepEqual(bindings(outline), [
      ['a', 'declare', 'int', 'number 1'],
      ['b', 'declare', 'int', undefined],
      ['c', 'declare', undefined, 'call 0'],
      ['this.d.e', 'assign', undefined, 'c'],
      ['f.[]', 'assign', undefined, 'other'],
      ['a', 'assign', undefined, 'other'],
      ['b', 'assign', undefined, 'other'],
      ['g', 'declare', 'String', undefined],
      ['in', 'with', 'Reader', 'call 4'],
    ]);
    assert.deepEqual(
      outline.bindings.slice(-2).map(({ region }) => outline.regions[region]?.kind),
      ['loop', 'try'],
    );
    assert.deepEqual(
      outline.calls.map(({ callee, constructs }) => [path(callee), constructs]),
      [
        ['#1.build', undefined],
        ['#2.with', undefined],
        ['Builder', true],
        ['h', undefined],
        ['open', undefined],
        ['in.read', undefined],
      ],
    );
  });

  it('reads values', async () => {
    const outline = await inMethod(`    f("a" + b + "c", """
      text""", 'x', 1_000L, -1.5f, 5 * 60, null, true, new int[] {1, 2}, p ? q : (R) s, u[0].v, A.class, this::close, x -> x);
`);
    assert.deepEqual(
      outline.calls[0]?.args.map(({ value }) => plain(value)),
      [
        'string a${}c',
        'string text',
        'string x',
        'number 1000',
        'number -1.5f',
        'number 5 * 60',
        'null null',
        'boolean true',
        ['number 1', 'number 2'],
        { either: ['q', 's'] },
        'u.[].v',
        'A.class',
        'this.close',
        'function',
      ],
    );
    assert.equal(outline.calls[0]?.discarded, true);
  });

  it('reads handlers with types, names, reasons and uses', async () => {
    const outline = await inMethod(`    try { g(); }
    catch (final IOException | a.B e) { // a reason in words
    }
    catch (C e) { log(e); }
    catch (D e) { run(e -> e.x()); h(o.e, "e"); }
    finally { }
`);
    assert.deepEqual(
      outline.regions
        .filter(({ kind }) => kind === 'handler')
        .map(({ caught, empty, commented, mentions }) => [
          caught?.types.join(),
          caught?.name,
          empty,
          commented,
          mentions,
        ]),
      [
        ['IOException,a.B', 'e', true, true, undefined],
        ['C', 'e', undefined, undefined, true],
        ['D', 'e', undefined, undefined, undefined],
      ],
    );
    assert.equal(outline.regions.find(({ kind }) => kind === 'finally')?.empty, true);
  });

  it('ends a lambda in a branch of a condition with the branch', async () => {
    const outline = await readCode('java', `class A { F f = a ? x -> g(x) : y -> a ? h(y) : k(y); }`);
    assert.deepEqual(
      outline.regions.filter(({ kind }) => kind === 'function').map(({ parameters }) => parameters?.[0]?.name),
      ['x', 'y'],
    );
    const value = outline.bindings[0]?.value;
    assert.deepEqual(value?.kind === 'either' && value.of.map(({ kind }) => kind), ['function', 'function']);
  });

  it('reads statements as regions and exits, and what is broken as far as it goes', async () => {
    const outline = await inMethod(`    outer: for (;;) { if (a) break outer; else if (b) continue; else { return 1; } }
    while (c) d();
    do { e(); } while (g);
    switch (h) { case 1: i(); break; default: }
    int j = switch (k) { case 2 -> 3; default -> { yield 4; } };
    synchronized (this) { throw new L("x", m); }
`);
    assert.deepEqual(kinds(outline), [
      'file',
      'class',
      'function',
      'loop',
      'branch',
      'branch',
      'branch',
      'loop',
      'loop',
      'switch',
      'branch',
      'branch',
      'switch',
      'branch',
      'branch',
      'block',
    ]);
    assert.deepEqual(
      outline.exits.map(({ kind, label, region, value }) => [kind, label, region, plain(value)]),
      [
        ['break', 'outer', 4, undefined],
        ['continue', undefined, 5, undefined],
        ['return', undefined, 6, 'number 1'],
        ['break', undefined, 10, undefined],
        ['throw', undefined, 15, 'call 3'],
      ],
    );
    const broken = await read('class A { void f( { client.send(request);');
    assert.equal(broken.broken, true);
  });

  it('does not lose itself in classes that inherit from themselves, nor in fields that hold themselves', async () => {
    const text = `class A extends A {
  A a = a;
  A b = this.b.make().a;
  A make() { return make(); }
  void f() { a.b.make().a.f(); }
}
`;
    const { facts } = await (await extractor()).extract({ file: 'A.java', text, role: 'source' });
    assert.deepEqual(
      facts.filter(({ kind }) => kind === 'trouble'),
      [],
    );
  });
});

describe('routes in Java', () => {
  const routes = async (text: string) => {
    const { facts } = await (await extractor()).extract({ file: 'A.java', text, role: 'source' });
    return facts
      .filter((fact): fact is Route => fact.kind === 'route')
      .map(({ method, path: own, prefix }) => `${method ?? '*'} ${prefix === 'none' ? '' : '…'}${own}`);
  };

  it('Spring: prefixes of the class, methods, several paths, clients left out', async () => {
    const text = `import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.*;
@RestController
@RequestMapping(path = "/orders")
class Orders {
  @GetMapping("/{id}") Order byId(String id) { return null; }
  @PostMapping Order add(Order order) { return order; }
  @RequestMapping(value = {"/a", "b"}, method = {RequestMethod.GET, RequestMethod.PUT}) void both() {}
  @RequestMapping("/any") void any() {}
}
@FeignClient("stock")
interface Stock {
  @GetMapping("/stock/{id}") int count(String id);
}
`;
    assert.deepEqual(await routes(text), [
      'GET …/orders/{id}',
      'POST …/orders',
      'GET …/orders/a',
      'PUT …/orders/a',
      'GET …/orders/b',
      'PUT …/orders/b',
      '* …/orders/any',
    ]);
  });

  it('JAX-RS: the path beside the method', async () => {
    const text = `import jakarta.ws.rs.GET;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
@Path("/orders")
class Orders {
  @GET String all() { return ""; }
  @DELETE @Path("{id}") void remove(String id) {}
}
`;
    assert.deepEqual(await routes(text), ['GET …/orders', 'DELETE …/orders/{id}']);
  });

  it('Javalin, Spark, the server of the JDK, and what Spring Boot brings along', async () => {
    const javalin = `import io.javalin.Javalin;
class A { void f() { var app = Javalin.create().get("/healthz", ctx -> ctx.result("ok")).start(8080); app.post("/x", c -> {}); } }
`;
    assert.deepEqual(await routes(javalin), ['GET /healthz', 'POST /x']);
    const spark = `import static spark.Spark.*;
class A { void f() { port(8080); get("/ready", (q, r) -> "ok"); } }
`;
    assert.deepEqual(await routes(spark), ['GET /ready']);
    const jdk = `import com.sun.net.httpserver.*;
class A { void f(HttpServer server) { server.createContext("/", exchange -> {}); } }
`;
    assert.deepEqual(await routes(jdk), ['* /*']);
    const boot = `import org.springframework.boot.SpringApplication;
class A { public static void main(String[] args) { SpringApplication.run(A.class, args); } }
`;
    assert.deepEqual(await routes(boot), ['GET …/health', 'GET …/health/{part}']);
  });
});
