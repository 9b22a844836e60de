import assert from 'node:assert/strict';
import { readCode } from '../../server/src/syntax/code/reader.ts';
import type { Route } from '../../server/src/model/code-fact.ts';
import type { Outline, Path, Value } from '../../server/src/syntax/code/outline.ts';
import { extractor } from '../analyse.ts';

const read = (text: string): Promise<Outline> => readCode('python', text);
const path = ({ base, names }: Path) => (base === undefined ? names : [`#${base}`, ...names]).join('.');

function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'path':
      return path(value.path);
    case 'call':
      return `call ${value.call}`;
    case 'object':
      return { entries: value.entries.map((entry) => [entry.name, plain(entry.value)]) };
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
  outline.bindings.map(({ targets, how, value }) => [targets.map(path).join(', '), how, plain(value)]);
const kinds = (outline: Outline) => outline.regions.map(({ kind }) => kind);
const bodies = (outline: Outline, text: string, kind: string) =>
  outline.regions.filter((region) => region.kind === kind).map(({ body }) => text.slice(body.start, body.end));

describe('the outline of Python', () => {
  it('names imports in every form', async () => {
    const outline = await read(`import os, urllib.request
import a.b as c
from . import near
from ..up import (x as y, z)
from everything import *
def f():
    import late
`);
    assert.deepEqual(
      outline.imports.map(({ local, module, member }) => [local, module, member]),
      [
        ['os', 'os', undefined],
        ['urllib', 'urllib', undefined],
        ['', 'urllib.request', undefined],
        ['c', 'a.b', undefined],
        ['near', '.', 'near'],
        ['y', '..up', 'x'],
        ['z', '..up', 'z'],
        ['', 'everything', '*'],
        ['late', 'late', undefined],
      ],
    );
  });

  it('reads functions, lambdas and classes with parameters, supertypes and decorators', async () => {
    const outline = await read(`@app.get("/x", tags=["a"])
@cached
async def handler(a, b: int = 1, *rest: str, key: "Optional[Client]" = None, **options) -> Answer:
    return lambda x, y=2: x

class Service(Base, mixins.Loud, metaclass=Meta):
    limit = 3
    def _private(self): ...
`);
    const [, handler, lambda, service, method] = outline.regions;
    assert.deepEqual(kinds(outline), ['file', 'function', 'function', 'class', 'function']);
    assert.deepEqual(
      handler?.parameters?.map(({ name, type, default: initial }) => [name, type, plain(initial)]),
      [
        ['a', undefined, undefined],
        ['b', 'int', 'number 1'],
        ['rest', undefined, undefined],
        ['key', 'Client', 'null None'],
        ['options', undefined, undefined],
      ],
    );
    assert.equal(handler?.async, true);
    assert.deepEqual(handler?.decorators, [0, 1]);
    assert.deepEqual(
      outline.calls.map(({ callee }) => path(callee)),
      ['app.get', 'cached'],
    );
    assert.deepEqual([lambda?.implicitReturn, lambda?.parameters?.length], [true, 2]);
    assert.deepEqual(service?.supertypes, ['Base', 'mixins.Loud']);
    assert.deepEqual([method?.name, method?.empty, method?.parent], ['_private', true, 3]);
    assert.deepEqual(
      outline.exports.map(({ name }) => name),
      ['handler', 'Service'],
    );
    assert.deepEqual(bindings(outline), [['limit', 'field', 'number 3']]);
  });

  it('reads what is assigned, and makes it local to its function', async () => {
    const outline = await read(`a: int = 1
b, c = 1, f()
d, *e = g()
x = y = None
self.client["key"].timeout = 5
def inner():
    global a
    a = 2
    n += 1
    if (m := f()):
        m = 3
for i, j in pairs: pass
with open(p) as file, lock: pass
z = [k for k in ks]
`);
    assert.deepEqual(bindings(outline), [
      ['a', 'assign', 'number 1'],
      ['b', 'assign', 'number 1'],
      ['c', 'assign', 'call 0'],
      ['d, e', 'assign', 'call 1'],
      ['x', 'assign', 'null None'],
      ['y', 'assign', 'null None'],
      ['self.client.key.timeout', 'assign', 'number 5'],
      ['a', 'assign', 'number 2'],
      ['n', 'declare', undefined],
      ['n', 'assign', 'other'],
      ['m', 'declare', undefined],
      ['m', 'assign', 'call 2'],
      ['m', 'assign', 'number 3'],
      ['i, j', 'assign', 'other'],
      ['file', 'with', 'call 3'],
      ['z', 'assign', 'other'],
      ['k', 'declare', 'other'],
    ]);
    const inner = outline.regions.findIndex(({ name }) => name === 'inner');
    assert.ok(
      outline.bindings
        .filter(({ how, targets }) => how === 'declare' && targets[0]?.names[0] !== 'k')
        .every(({ region }) => region === inner),
    );
  });

  it('reads values', async () => {
    const outline =
      await read(`f(f"a/{b}/c", "x" 'y', "n=%s" % n, -1.5, 5 * 60, None, True, {"k": v, **more}, [1, (2,)],
  p if q else r, s or t, u["w"][0].x, await g(), key=1, *args, **options)
f(x for x in xs)
`);
    assert.deepEqual(
      outline.calls[0]?.args.map(({ name, spread, value }) => [name, spread, plain(value)]),
      [
        [undefined, undefined, 'string a/${}/c'],
        [undefined, undefined, 'string xy'],
        [undefined, undefined, 'string n=${}'],
        [undefined, undefined, 'number -1.5'],
        [undefined, undefined, 'number 5 * 60'],
        [undefined, undefined, 'null None'],
        [undefined, undefined, 'boolean true'],
        [
          undefined,
          undefined,
          {
            entries: [
              ['k', 'v'],
              ['', 'more'],
            ],
          },
        ],
        [undefined, undefined, ['number 1', ['number 2']]],
        [undefined, undefined, { either: ['p', 'r'] }],
        [undefined, undefined, { either: ['s', 't'] }],
        [undefined, undefined, 'u.w.[].x'],
        [undefined, undefined, 'call 1'],
        ['key', undefined, 'number 1'],
        [undefined, true, 'args'],
        ['', true, 'options'],
      ],
    );
    assert.deepEqual([outline.calls[0]?.discarded, outline.calls[1]?.awaited], [true, true]);
    assert.deepEqual(
      outline.calls[2]?.args.map(({ value }) => value.kind),
      ['other'],
    );
  });

  it('reads handlers with types, names, reasons and uses', async () => {
    const text = `try:
    f()
except (A, b.B) as e:
    # a reason in words
    pass
except* C:
    ...
    # a reason behind
except D as e:
    log(e.args)
except E as e:
    x.e = g(lambda e: e)
except:
    """only a text"""
else:
    g()
finally:
    pass

after()
`;
    const outline = await read(text);
    const handlers = outline.regions.filter(({ kind }) => kind === 'handler');
    assert.deepEqual(
      handlers.map(({ caught, empty, commented, mentions }) => [
        caught?.types.join(),
        caught?.name,
        empty,
        commented,
        mentions,
      ]),
      [
        ['A,b.B', 'e', true, true, undefined],
        ['C', undefined, true, true, undefined],
        ['D', 'e', undefined, undefined, true],
        ['E', 'e', undefined, undefined, undefined],
        ['', undefined, true, undefined, undefined],
      ],
    );
    assert.deepEqual(bodies(outline, text, 'try'), [':\n    f()']);
    assert.deepEqual(bodies(outline, text, 'branch'), [':\n    g()']);
    assert.deepEqual(bodies(outline, text, 'finally'), [':\n    pass']);
    assert.equal(outline.calls.at(-1)?.region, 0);
  });

  it('reads statements as regions and exits, and what is broken as far as it goes', async () => {
    const outline = await read(`def f():
    if a: return 1, 2
    elif b: raise X() from e
    else: pass
    while c:
        break
    for x in y: continue
    match z:
        case 1: return
if __name__ == '__main__':
    f()
`);
    assert.deepEqual(kinds(outline), [
      'file',
      'function',
      'branch',
      'branch',
      'branch',
      'loop',
      'loop',
      'switch',
      'branch',
      'branch',
    ]);
    assert.deepEqual(
      outline.exits.map(({ kind, region, value, values }) => [kind, region, plain(value), values?.length]),
      [
        ['return', 2, undefined, 2],
        ['throw', 3, 'call 0', undefined],
        ['break', 5, undefined, undefined],
        ['continue', 6, undefined, undefined],
        ['return', 8, undefined, undefined],
      ],
    );
    const broken = await read('def f(:\n    requests.get(url)\nx = (');
    assert.equal(broken.broken, true);
  });

  it('does not lose itself in defaults of the same name, nor in classes that inherit from themselves', async () => {
    const text = `import requests
def f(get=get, len=len, other=f):
    get(len(other))
class A(A):
    def g(self): return self.missing.get()
a = a.b(a)
a.get(a)
`;
    const { facts } = await (await extractor()).extract({ file: 'a.py', text, role: 'source' });
    assert.deepEqual(
      facts.filter(({ kind }) => kind === 'trouble'),
      [],
    );
  });
});

describe('routes in Python', () => {
  const routes = async (text: string) => {
    const { facts } = await (await extractor()).extract({ file: 'a.py', text, role: 'source' });
    return facts
      .filter((fact): fact is Route => fact.kind === 'route')
      .map(({ method, path: own, prefix }) => `${method ?? '*'} ${prefix === 'none' ? '' : '…'}${own}`);
  };

  it('FastAPI: decorators, routers with a prefix, routers that are included', async () => {
    const text = `from fastapi import APIRouter, FastAPI
app = FastAPI()
users = APIRouter(prefix="/users")
other = APIRouter()
app.include_router(users, prefix="/api")
@app.get("/healthz")
async def healthz(): return {}
@users.post("/{id}", status_code=201)
async def change(id: int): return {}
@other.api_route("/both", methods=["GET", "PUT"])
async def both(): return {}
settings = {}
settings.get("/no")
`;
    assert.deepEqual(await routes(text), ['GET /healthz', 'POST /api/users/{id}', 'GET …/both', 'PUT …/both']);
  });

  it('Flask: routes with methods, blueprints', async () => {
    const text = `from flask import Blueprint, Flask
app = Flask(__name__)
shop = Blueprint("shop", __name__, url_prefix="/shop")
app.register_blueprint(shop)
@app.route("/ready")
def ready(): return "ok"
@shop.route("/orders", methods=["POST"])
def order(): return "ok"
`;
    assert.deepEqual(await routes(text), ['GET /ready', 'POST /shop/orders']);
  });

  it('Django and aiohttp', async () => {
    const django = `from django.urls import include, path
urlpatterns = [path("orders/<int:id>/", views.order), path("", views.home), path("api/", include("api.urls"))]
`;
    assert.deepEqual(await routes(django), ['* …/orders/<int:id>/', '* …/', '* …/api/']);
    const aiohttp = `from aiohttp import web
app = web.Application()
app.router.add_get("/healthz", ok)
app.add_routes([web.get("/x", ok)])
`;
    assert.deepEqual(await routes(aiohttp), ['GET /healthz', 'GET /x']);
  });
});
