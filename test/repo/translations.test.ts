import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleOf, translated } from '../../client/src/webview/parts/translate.ts';
import { inLanguage, languageOf } from '../../server/src/knowledge/translated.ts';
import { buildGuide } from '../../server/src/guide/build.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';

type Texts = Readonly<Record<string, string>>;
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const texts = (file: string) => JSON.parse(read(file)) as Texts;
/** What a translation must keep: values, icons, code, and the commands of links. */
const kept = (text: string) =>
  (text.match(/\{\d+\}|\$\([\w~-]+\)|`[^`]+`|\]\(command:[^)]+\)/g) ?? []).sort().join(' ');

/** Keys that one has and the other has not. */
function compare(english: Texts, other: Texts): string[] {
  const missing = Object.keys(english).filter((key) => !other[key]);
  const unknown = Object.keys(other).filter((key) => english[key] === undefined);
  const changed = Object.keys(english).filter((key) => other[key] && kept(english[key] ?? '') !== kept(other[key]));
  return [
    ...missing.map((key) => `missing: ${key}`),
    ...unknown.map((key) => `unknown: ${key}`),
    ...changed.map((key) => `other values: ${key}`),
  ];
}

describe('the words of the manifest', () => {
  const english = texts('package.nls.json');
  const manifest = read('package.json');

  it('are there for each key, and none is unused', () => {
    const named = new Set([...manifest.matchAll(/"%([^%"\s]+)%"/g)].map(([, key]) => key ?? ''));
    // The package for npm has these two as they are, the extension's has their keys.
    const own = ['displayName', 'description'];
    assert.deepEqual(
      [...named].filter((key) => english[key] === undefined),
      [],
    );
    assert.deepEqual(
      Object.keys(english).filter((key) => !named.has(key) && !own.includes(key)),
      [],
    );
    const { displayName, description } = JSON.parse(manifest) as Texts;
    assert.deepEqual([english['displayName'], english['description']], [displayName, description]);
  });

  it('are keys wherever a person reads them', () => {
    const { contributes } = JSON.parse(manifest) as { contributes: object };
    const plain: string[] = [];
    const walk = (value: unknown, key = ''): void => {
      // A model reads these in English; names are what people type and what models call.
      if (key === 'inputSchema' || key === 'modelDescription') return;
      if (key === 'name' && typeof value === 'string' && /^(prr(_[a-z_]+)?|[a-z]+)$/.test(value)) return;
      if (
        typeof value === 'string' &&
        /^(title|category|name|contextualTitle|contents|\w*[dD]escriptions?|altText)$/.test(key)
      ) {
        if (!/^%.+%$/.test(value)) plain.push(value);
      } else if (typeof value === 'object' && value !== null)
        for (const [name, each] of Object.entries(value)) walk(each, Array.isArray(value) ? key : name);
    };
    walk(contributes);
    assert.deepEqual(plain, []);
  });

  it('are whole in each language', () => {
    const others = readdirSync(root).filter((name) => /^package\.nls\.[\w-]+\.json$/.test(name));
    assert.deepEqual(others, ['package.nls.zh-cn.json']);
    for (const file of others) assert.deepEqual(compare(english, texts(file)), []);
  });
});

describe('the texts of the client', () => {
  const english = texts('l10n/bundle.l10n.json');

  it('are whole in each language', () => {
    const others = readdirSync(path.join(root, 'l10n')).filter(
      (name) => /^bundle\.l10n\..+\.json$/.test(name) && name !== 'bundle.l10n.json',
    );
    assert.deepEqual(others, ['bundle.l10n.zh-cn.json']);
    for (const file of others) assert.deepEqual(compare(english, texts(`l10n/${file}`)), []);
  });

  it('reach a webview with their values', () => {
    const bundle = bundleOf('{"{0} of {1}":"{1} 中的 {0}"}');
    assert.equal(translated(bundle, '{0} of {1}', 3, 'ten'), 'ten 中的 3');
    assert.equal(translated(bundle, 'Open {0}', 'a.ts'), 'Open a.ts');
    assert.equal(translated(bundle, 'Open {0} {1}', 'a.ts'), 'Open a.ts {1}');
  });

  it('are English where the bundle is missing or broken', () => {
    for (const text of [undefined, null, '', '{', 'null', '[]', '"text"', '{"Open":1}', '{"Open":{}}', '{"open":"x"}'])
      assert.equal(translated(bundleOf(text), 'Open'), 'Open', String(text));
    assert.equal(translated(bundleOf('{}'), 'constructor'), 'constructor');
  });
});

describe('the checklist and the Guide in Chinese', () => {
  const { bundled, problems } = readBundled(root);
  const { items = {}, guide = {} } = bundled.translations?.['zh'] ?? {};
  const chinese = inLanguage(bundled, 'zh-cn');

  it('are well formed', () => assert.deepEqual(problems, []));

  it('have each item with all of its texts, and no other', () => {
    assert.deepEqual(Object.keys(items).sort(), bundled.items.map(({ id }) => id).sort());
    for (const { id, risk, claims, asks } of bundled.items) {
      const item = items[id];
      assert.ok(item, id);
      assert.equal(item.risk !== undefined, risk !== undefined, `${id}: risk`);
      assert.deepEqual(Object.keys(item.claims).sort(), claims.map((claim) => claim.id).sort(), id);
      const absent = claims.filter((claim) => claim.absent !== undefined).map((claim) => claim.id);
      assert.deepEqual(Object.keys(item.absent ?? {}).sort(), absent.sort(), `${id}: absent`);
      assert.deepEqual(Object.keys(item.asks ?? {}).sort(), Object.keys(asks).sort(), `${id}: asks`);
    }
  });

  it('have each page, and no other', () => {
    assert.deepEqual(Object.keys(guide).sort(), bundled.guide.map(({ id }) => id).sort());
  });

  it('change texts alone', () => {
    const { translations: _, ...rest } = chinese;
    assert.deepEqual(rest.packs, bundled.packs);
    for (const [at, item] of chinese.items.entries()) {
      const before = bundled.items[at];
      assert.ok(before && item.question !== before.question);
      const { id, aspect, phases, tiers, when, kinds, priority, months, source } = item;
      assert.deepEqual({ ...before, id, aspect, phases, tiers, when, kinds, priority, months, source }, before);
      const decided = (claims: typeof item.claims) =>
        claims.map(({ id: claim, checks, reader }) => [claim, checks, reader]);
      assert.deepEqual(decided(item.claims), decided(before.claims));
    }
  });

  it('give each page its title and its opening, and leave the rest as it is', () => {
    const pages = (data: typeof bundled) =>
      new Map(
        buildGuide(data.guide.map((page) => ({ ...page, origin: 'bundled' as const }))).pages.map((page) => [
          page.id,
          page,
        ]),
      );
    const before = pages(bundled);
    for (const [id, page] of pages(chinese)) {
      assert.equal(page.title, guide[id]?.title);
      assert.ok(page.summary.startsWith((guide[id]?.opening ?? '').split('\n')[0] ?? '?'), id);
      assert.equal(
        page.markdown.slice(page.headings[1]?.start),
        before.get(id)?.markdown.slice(before.get(id)?.headings[1]?.start),
        id,
      );
    }
  });

  it('are English for other locales, and for what is not translated', () => {
    for (const locale of ['zh-cn', 'zh-CN', 'zh_CN.UTF-8', 'zh', 'zh-hans'])
      assert.equal(languageOf(locale), 'zh', locale);
    for (const locale of [undefined, '', 'en', 'de', 'C', 'C.UTF-8', 'zhx', 'en-zh'])
      assert.equal(languageOf(locale), undefined);
    assert.equal(inLanguage(bundled, 'en'), bundled);
    const { translations: _, ...without } = bundled;
    assert.equal(inLanguage(without, 'zh-cn'), without);
    const some = inLanguage({ ...bundled, translations: { zh: { items: {}, guide: {} } } }, 'zh-cn');
    assert.deepEqual([some.items, some.guide], [bundled.items, bundled.guide]);
  });
});
