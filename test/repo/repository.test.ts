import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generatedFiles } from '../../server/tools/generated.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { buildGuide } from '../../server/src/guide/build.ts';
import { documented } from '../../server/src/rules/registry.ts';
import { aspects } from '../../server/src/model/site.ts';
import { defaultSettings, parseSettings } from '../../server/src/settings.ts';
import { command } from '../../server/src/protocol.ts';
import { root } from '../analyse.ts';

const { bundled, problems } = readBundled(root);
const rules = documented(bundled.rules);
const guide = buildGuide(bundled.guide.map((page) => ({ ...page, origin: 'bundled' })));
const words = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
/** The manifest with its English words. */
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'), (_, value: unknown) =>
  typeof value === 'string' && /^%.+%$/.test(value) ? words[value.slice(1, -1)] : value,
) as {
  contributes: {
    commands: { command: string; category?: string }[];
    menus: Record<string, { command: string }[]>;
    views: Record<string, { id: string }[]>;
    viewsWelcome: { view: string; contents: string }[];
    keybindings: { command: string }[];
    walkthroughs: {
      steps: { description: string; media: { image: Record<string, string> }; completionEvents: string[] }[];
    }[];
  };
};

/** Files that git tracks or would track. */
function tracked(): string[] {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  return git('ls-files', '-z', '--cached', '--others', '--exclude-standard').filter((file) =>
    existsSync(path.join(root, file)),
  );
}

/** Files of a folder with an ending, by their path; none where there is no such folder. */
function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
}

describe('repository', () => {
  it('data folders have no mistakes', () => assert.deepEqual(problems, []));

  it('generated files are current (npm run generate)', async () => {
    for (const [file, text] of await generatedFiles(root)) {
      assert.equal(readFileSync(path.join(root, file), 'utf8'), text, `${file} is stale`);
    }
  });

  it('one name in all places: a rule is a file, a folder of fixtures, a line in RULES.md', () => {
    const page = readFileSync(path.join(root, 'RULES.md'), 'utf8');
    const pages = new Set(aspects.flatMap((aspect) => filesIn(`server/src/rules/${aspect}`, '.md')));
    for (const { id, aspect } of rules) {
      const file = `server/src/rules/${aspect}/${id}`;
      assert.ok(existsSync(path.join(root, `${file}.ts`)), `${file}.ts`);
      assert.ok(pages.delete(`${file}.md`), `${file}.md`);
      assert.ok(existsSync(path.join(root, `test/rules/${id}`)), `test/rules/${id}`);
      assert.ok(page.includes(`\`${id}\``), `RULES.md names ${id}`);
    }
    assert.deepEqual([...pages], [], 'pages without a rule');
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });

  it('every rule and every checklist item cites a page and heading of the Guide that is there', () => {
    for (const { id, docs } of rules) assert.ok(guide.resolves(docs.guide), `${id} cites ${docs.guide}`);
    for (const item of bundled.items) assert.ok(guide.resolves(item.guide), `${item.id} cites ${item.guide}`);
  });

  it('every rule answers an item, and its documentation has an example, a reason and a remedy', () => {
    for (const { id, docs, summary } of rules) {
      assert.ok(
        bundled.items.some(({ claims }) => claims.some(({ checks }) => checks.includes(id))),
        `${id} answers no item`,
      );
      assert.ok(docs.examples.length > 0, `${id} has no example`);
      for (const text of [docs.why, docs.remedy]) assert.match(text, /\.$/, `${id}: ends with a full stop`);
      assert.doesNotMatch(summary, /\.$/, `${id}: the summary has no full stop`);
    }
  });

  it('links between Guide pages lead somewhere', () => {
    for (const page of guide.pages) {
      for (const [, target = ''] of page.markdown.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^https?:/.test(target)) continue;
        const ref = target.startsWith('#') ? `${page.id}${target}` : target.replace(/\.md(?=#|$)/, '');
        assert.ok(guide.resolves(ref), `${page.id} links to ${target}`);
      }
    }
  });

  it('settings: defaults survive being read', () => {
    const { settings, problems: mistakes } = parseSettings([defaultSettings]);
    assert.deepEqual(settings, defaultSettings);
    assert.deepEqual(mistakes, []);
  });

  it('commands have one category, and menus, welcome views and the protocol name commands that are there', () => {
    const { commands, menus, viewsWelcome } = manifest.contributes;
    const known = new Set(commands.map((each) => each.command));
    for (const each of commands) assert.equal(each.category, 'Production Readiness', each.command);
    for (const [menu, items] of Object.entries(menus))
      for (const item of items) assert.ok(known.has(item.command), `${menu}: ${item.command}`);
    for (const { contents } of viewsWelcome) {
      for (const [, name = ''] of contents.matchAll(/\(command:([\w.]+)/g)) {
        assert.ok(known.has(name) || name.startsWith('workbench.') || name.startsWith('vscode.'), name);
      }
    }
    for (const name of Object.values(command)) assert.ok(known.has(name), name);
  });

  it('the walkthrough has five steps with pictures, and names commands and views that are there', () => {
    const { commands, keybindings, views, walkthroughs } = manifest.contributes;
    const known = new Set([
      ...commands.map((each) => each.command),
      ...Object.values(views).flatMap((own) => own.map(({ id }) => `${id}.focus`)),
    ]);
    for (const { command: name } of keybindings) assert.ok(known.has(name), name);
    assert.deepEqual(
      walkthroughs.map(({ steps }) => steps.length),
      [5],
    );
    for (const { description, media, completionEvents } of walkthroughs.flatMap(({ steps }) => steps)) {
      assert.deepEqual(Object.keys(media.image).sort(), ['dark', 'hc', 'hcLight', 'light']);
      for (const image of Object.values(media.image)) assert.ok(existsSync(path.join(root, image)), image);
      const events = completionEvents.flatMap((event) => /^onCommand:(.+)/.exec(event)?.[1] ?? []);
      const links = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, name = '']) => name);
      for (const name of [...events, ...links]) assert.ok(known.has(name) || name.startsWith('workbench.'), name);
    }
  });

  it('every contributed command is registered by the client', () => {
    const client = readdirSync(path.join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(root, 'client/src', name), 'utf8'))
      .join('\n');
    for (const each of manifest.contributes.commands) {
      const constant = Object.entries(command).find(([, value]) => value === each.command)?.[0];
      assert.ok(
        client.includes(`'${each.command}'`) || (constant && client.includes(`command.${constant}`)),
        each.command,
      );
    }
  });

  it('source files have at most 300 lines', () => {
    const long = tracked()
      .filter((file) => /^(client|server)\/.*\.ts$/.test(file))
      .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300);
    assert.deepEqual(long, []);
  });

  it('rules have at most 150 lines', () => {
    for (const { id, aspect } of rules) {
      const text = readFileSync(path.join(root, `server/src/rules/${aspect}/${id}.ts`), 'utf8');
      const lines = text.split('\n').length;
      assert.ok(lines <= 150, `${id}: ${lines} lines`);
    }
  });

  it('each promise of SECURITY.md names tests that are there', () => {
    const promises = readFileSync(path.join(root, 'SECURITY.md'), 'utf8')
      .split('\n## ')
      .find((section) => section.startsWith('Promises'))
      ?.split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (promise|---)/.test(line));
    assert.ok(promises && promises.length > 10);
    for (const line of promises) {
      const named = [...line.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file = '']) => file);
      assert.ok(named.length > 0, line);
      for (const file of named) assert.ok(existsSync(path.join(root, file)), file);
    }
  });

  it('every web view allows its own script alone', () => {
    const policies = tracked()
      .filter((file) => /^client\/src\/.*\.ts$/.test(file))
      .flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/default-src[^`"]*/g)])
      .map(([policy]) => policy);
    assert.ok(policies.length > 0);
    for (const policy of policies) {
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /script-src 'nonce-\$\{nonce\}'/);
      assert.doesNotMatch(policy, /unsafe-eval|\*|https?:/);
    }
  });

  it('no test is left out or alone', () => {
    const alone = tracked().filter(
      (file) =>
        /^test\/.*\.test\.ts$/.test(file) &&
        /\b(it|describe)\.(only|skip)\(/.test(readFileSync(path.join(root, file), 'utf8')),
    );
    assert.deepEqual(alone, []);
  });

  it('development dependencies and dependencies are pinned', () => {
    const { devDependencies = {}, dependencies = {} } = JSON.parse(
      readFileSync(path.join(root, 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    for (const [name, version] of Object.entries({ ...devDependencies, ...dependencies }))
      assert.match(version, /^\d/, name);
  });
});
