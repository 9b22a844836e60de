import assert from 'node:assert/strict';
import { drawSystem, type Drawing } from '../../server/src/report/picture/drawing.ts';
import { groupsOf, mostBoxes } from '../../server/src/report/picture/groups.ts';
import { layOut, type Link } from '../../server/src/report/picture/layout.ts';
import { layer } from '../../server/src/report/picture/layers.ts';
import { systemOf, type System, type SystemNode } from '../../server/src/report/picture/system.ts';
import { systemDot, systemMermaid } from '../../server/src/report/picture/text.ts';
import type { ProductionPicture } from '../../server/src/model/production.ts';
import type { Service } from '../../server/src/model/service.ts';
import { pictured } from '../production/picture.ts';

const size = (id: string) => ({ id, width: 100, height: 40 });
const link = (words: string): Link => {
  const [from = '', to = ''] = words.split(' ');
  return { id: words, from, to };
};
const lay = (...words: string[]) => {
  const links = words.map(link);
  const ids = [...new Set(links.flatMap(({ from, to }) => [from, to]))].sort();
  return layOut(ids.map(size), links);
};
const columns = ({ boxes }: { boxes: ReadonlyMap<string, { x: number }> }) => {
  const lefts = [...new Set([...boxes.values()].map(({ x }) => x))].sort((a, b) => a - b);
  return lefts.map((left) =>
    [...boxes]
      .flatMap(([id, { x }]) => (x === left ? [id] : []))
      .sort()
      .join(' '),
  );
};
const node = (name: string, more: Partial<SystemNode> = {}): SystemNode => ({
  name,
  kind: 'service',
  environments: ['production'],
  because: 'a test says so',
  places: [],
  ...more,
});
const system = (nodes: readonly SystemNode[], edges: readonly string[] = []): System => ({
  nodes,
  edges: edges.map(link).map(({ from, to }) => ({ from, to, via: ['a test'], places: [] })),
  unknown: [],
});
const draw = (of: System, open: readonly string[] = [], around?: string): Drawing =>
  drawSystem(of, { open, around, detail: ({ kind }) => kind });

describe('the layout of the production picture', () => {
  it('has callers left of what they call, by the longest path', () => {
    assert.deepEqual(columns(lay('web shop', 'shop stock', 'web stock', 'stock db')), ['web', 'shop', 'stock', 'db']);
  });

  it('puts what nobody calls directly before what it calls', () => {
    assert.deepEqual(columns(lay('a b', 'b c', 'c d', 'job d')), ['a', 'b', 'c job', 'd']);
  });

  it('breaks circles, in the same way each time', () => {
    const pairs = [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const;
    assert.deepEqual([...layer(3, pairs).back], [2]);
    const once = lay('a b', 'b c', 'c a', 'c d');
    assert.deepEqual(columns(once), ['a', 'b', 'c', 'd']);
    assert.deepEqual(lay('a b', 'b c', 'c a', 'c d'), once);
    const back = once.links.get('c a') ?? [];
    assert.ok((back[0]?.x ?? 0) > (back.at(-1)?.x ?? 0), 'it leads from right to left');
  });

  it('lays no box over another, nor a line through one', () => {
    const words = ['a e', 'a f', 'b e', 'c e', 'c g', 'd g', 'e h', 'a h', 'b h', 'f h', 'd h', 'h i', 'a i'];
    const { boxes, links } = lay(...words);
    const all = [...boxes];
    for (const [id, a] of all)
      for (const [other, b] of all)
        if (id < other) assert.ok(Math.abs(a.x - b.x) >= 100 || Math.abs(a.y - b.y) >= 40, `${id} and ${other}`);
    for (const [id, points] of links)
      for (const { x, y } of points.slice(1, -1))
        for (const [name, box] of all)
          assert.ok(x !== box.x || y < box.y || y > box.y + 40, `the line ${id} passes ${name}`);
  });

  it('swaps rows where that spares crossings', () => {
    const { boxes } = lay('a y', 'b x');
    const yOf = (id: string) => boxes.get(id)?.y ?? 0;
    assert.equal(yOf('a') < yOf('b'), yOf('y') < yOf('x'));
  });

  it('is made of a chain of thousands without a deep stack, and leaves out what leads nowhere', () => {
    const chain = Array.from({ length: 3000 }, (_, at) => `n${at} n${at + 1}`);
    assert.equal(
      layOut(
        chain.map((each) => size(link(each).from)),
        chain.map(link),
      ).links.size,
      2999,
    );
    assert.equal(lay('a a').links.size, 0);
    assert.deepEqual(layOut([], []), { width: 0, height: 0, boxes: new Map(), links: new Map() });
  });
});

describe('groups of the production picture', () => {
  const many = (count: number, name: (at: number) => Partial<SystemNode> & { name: string }) =>
    Array.from({ length: count }, (_, at) => node(name(at).name, name(at)));

  it('are made only where there is too much to be looked at', () => {
    assert.deepEqual(groupsOf(many(mostBoxes, (at) => ({ name: `a-${at}` }))), []);
  });

  it('are by folder, or by the first part of names', () => {
    const folders = many(60, (at) => ({ name: `s${at}`, root: `team${at % 6}/s${at}` }));
    assert.deepEqual(groupsOf(folders).map(({ label }) => label)[0], 'team0 (10)');
    const names = many(60, (at) => ({ name: `${['cart', 'user', 'mail', 'pay'][at % 4]}-${at}` }));
    assert.deepEqual(
      groupsOf(names).map(({ label }) => label),
      ['cart (15)', 'user (15)', 'mail (15)', 'pay (15)'],
    );
  });

  it('are by the alphabet where nothing else groups, and never one of all', () => {
    const drawn = draw(system(many(200, (at) => ({ name: `s${at}`, root: `services/s${at}` }))));
    assert.ok(drawn.boxes.length > 4 && drawn.boxes.length <= mostBoxes, String(drawn.boxes.length));
    assert.deepEqual(new Set(drawn.boxes.flatMap(({ members }) => members)).size, 200);
  });

  it('open, and stand for the connections of their members while they are closed', () => {
    const names = many(44, (at) => ({ name: `${['cart', 'user'][at % 2]}-${at}` }));
    const extra = [node('alpha-x'), node('beta')];
    const of = system([...names, ...extra], ['cart-0 beta', 'cart-2 beta', 'cart-0 cart-2', 'cart-0 user-1']);
    const closed = draw(of);
    const arrow = closed.arrows.find(({ to }) => to === 'beta');
    assert.deepEqual([arrow?.from, arrow?.edges], ['name:cart', [0, 1]]);
    const open = draw(of, ['name:cart']);
    assert.deepEqual(
      open.opened.map(({ id }) => id),
      ['name:cart'],
    );
    assert.ok(open.boxes.some(({ id }) => id === 'cart-0'));
    assert.ok(open.arrows.some(({ from, to }) => from === 'cart-0' && to === 'name:user'));
  });

  it('make a picture of 200 services and 800 connections in well under a second', () => {
    const nodes = many(200, (at) => ({ name: `t${at % 20}-${at}` }));
    const edges = nodes.flatMap(({ name }, at) =>
      [1, 7, 31, 90].map((step) => `${name} ${nodes[(at + step) % 200]?.name ?? ''}`),
    );
    const of = system(nodes, edges);
    draw(of);
    const start = performance.now();
    const all = draw(
      of,
      groupsOf(nodes).map(({ id }) => id),
    );
    assert.equal(all.boxes.length, 200);
    assert.ok(performance.now() - start < 1000);
    assert.deepEqual(
      draw(
        of,
        groupsOf(nodes).map(({ id }) => id),
      ),
      all,
    );
  });
});

describe('what the production picture draws', () => {
  it('what most services use apart, with lines only when they are looked at', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const of = system(
      [...names, 'collector'].map((name) => node(name)),
      [...names.map((name) => `${name} collector`), 'a b'],
    );
    const drawn = draw(of);
    assert.deepEqual(
      drawn.captions.map(({ text }) => text),
      ['Used by most services', 'Not connected, as far as is known'],
    );
    assert.deepEqual(
      drawn.arrows.filter(({ quiet }) => !quiet).map(({ from, to }) => `${from} ${to}`),
      ['a b'],
    );
    assert.equal(draw(of, [], 'collector').arrows.filter(({ quiet }) => quiet).length, 0);
  });

  it('no lines where there are so many that they hide each other, but boxes that show theirs', () => {
    const names = Array.from({ length: 20 }, (_, at) => `s${String(at).padStart(2, '0')}`);
    const edges = names.flatMap((from) => names.filter((to) => to > from).map((to) => `${from} ${to}`));
    const drawn = draw(
      system(
        names.map((name) => node(name)),
        edges,
      ),
    );
    assert.ok(drawn.arrows.length > 0 && drawn.arrows.every(({ quiet }) => quiet));
    assert.match(drawn.captions[0]?.text ?? '', /select a box/);
  });

  const compose = (more: readonly string[] = []) => ({
    'compose.yaml': [
      'services:',
      '  shop:',
      '    build: ./shop',
      '    environment: { STOCK_ADDR: "stock:7000", DB_URL: "postgres://db:5432/shop" }',
      '  stock:',
      '    build: ./stock',
      '  db:',
      '    image: postgres:17.2',
      ...more,
      '',
    ].join('\n'),
    'shop/Dockerfile': 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "main.js"]\n',
    'shop/main.js':
      "import express from 'express';\nexpress().listen(1);\nfetch(`http://${process.env.STOCK_ADDR}/`);\n",
    'stock/Dockerfile': 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "main.js"]\n',
    'stock/main.js': "import express from 'express';\nexpress().listen(1);\n",
  });
  const servicesOf = ({ services }: ProductionPicture): Service[] =>
    services.map(({ name, was, environments, because, places, program, workload, root }) => ({
      name,
      was,
      environments,
      because,
      places,
      programs: program === undefined ? [] : [program],
      workloads: workload === undefined ? [] : [workload],
      ...(root === undefined ? {} : { root }),
    }));

  it('services with what they run, and what is bought in', async () => {
    const picture = await pictured(compose());
    const { nodes, edges } = systemOf(picture, servicesOf(picture));
    assert.deepEqual(
      nodes.map(({ name, kind, program }) => `${name} ${kind} ${program?.language ?? '-'}`),
      ['db datastore -', 'shop service javascript', 'stock service javascript'],
    );
    assert.deepEqual(
      edges.map(({ from, to, via }) => `${from} ${to}: ${via.join()}`),
      ['shop db: the environment variable DB_URL', 'shop stock: the environment variable STOCK_ADDR'],
    );
    assert.ok(edges.every(({ places }) => places.length > 0));
  });

  it('a service with its neighbours, and an environment, where only these are asked for', async () => {
    const picture = await pictured(compose(['  cache:', '    image: redis:7.4.1']));
    const services = servicesOf(picture);
    const names = (filter: { service?: string; environment?: string }) =>
      systemOf(picture, services, filter).nodes.map(({ name }) => name);
    assert.deepEqual(names({}), ['cache', 'db', 'shop', 'stock']);
    assert.deepEqual(names({ service: 'stock' }), ['shop', 'stock']);
    assert.deepEqual(names({ environment: 'production' }), ['db', 'shop', 'stock']);
    assert.deepEqual(names({ environment: 'staging' }), []);
  });

  it('the same for other tools', async () => {
    const picture = await pictured(compose());
    const of = systemOf(picture, servicesOf(picture), { service: 'stock' });
    assert.equal(systemMermaid(of), 'flowchart LR\n  n0["shop"]\n  n1["stock"]\n  n0 --> n1\n');
    assert.match(systemDot(of), /n0 -> n1;/);
  });
});
