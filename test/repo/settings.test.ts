import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../server/src/rules/registry.ts';
import { settingsTable } from '../../server/src/settings.ts';
import { root } from '../analyse.ts';

interface Property {
  readonly order?: number;
  readonly scope?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly properties?: Readonly<Record<string, Property>>;
}

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  contributes: { configuration: { title: string; order: number; properties: Record<string, Property> }[] };
};
const groups = manifest.contributes.configuration;
const all = groups.flatMap(({ properties }) => Object.entries(properties));

describe('the settings of the editor', () => {
  it('are in groups with titles, each in an order', () => {
    assert.ok(groups.length > 1);
    for (const { title, properties } of groups) {
      assert.ok(title !== '');
      const orders = Object.values(properties).map(({ order }) => order);
      assert.deepEqual(
        orders,
        [...orders.keys()].map((at) => at + 1),
      );
    }
  });

  it('say what each of their values does', () => {
    const properties = all.flatMap(([, each]) => [each, ...Object.values(each.properties ?? {})]);
    const choices = properties.filter((each) => each.enum);
    assert.ok(choices.length > 0);
    for (const { enum: values = [], enumDescriptions = [] } of choices) {
      assert.equal(enumDescriptions.length, values.length);
      assert.ok(enumDescriptions.every((words) => words !== ''));
    }
  });

  it('complete the id of each rule', () => {
    const [, ruleSetting] = all.find(([name]) => name === 'prr.rules') ?? [];
    assert.deepEqual(Object.keys(ruleSetting?.properties ?? {}).sort(), rules.map(({ id }) => id).sort());
  });

  it('name servers in user settings only, and none by default; the team cannot name one', () => {
    const servers = all.filter(([name]) => name.startsWith('prr.observe.'));
    assert.deepEqual(servers.map(([name]) => name).sort(), ['prr.observe.alertmanager', 'prr.observe.prometheus']);
    for (const [, { scope, default: value }] of servers) assert.deepEqual([scope, value], ['application', '']);
    assert.ok(!Object.keys(settingsTable).some((name) => /observe|prometheus|alertmanager/i.test(name)));
  });
});
