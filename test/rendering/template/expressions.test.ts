import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { run } from './run.ts';

interface Case {
  readonly template: string;
  readonly text?: string;
  readonly error?: string;
}

/** Expressions with what Go's `text/template`, Sprig and `sigs.k8s.io/yaml` give for them. */
const fixture = new URL('../../fixtures/rendering/expressions.json', import.meta.url);
const { values, cases } = JSON.parse(readFileSync(fixture, 'utf8')) as { values: string; cases: readonly Case[] };

describe('expressions of templates', () => {
  for (const { template, text, error } of cases) {
    it(template.slice(0, 100), () => {
      const ran = run({ templates: template, values });
      const problems = [...ran.parseProblems, ...ran.problems.map(({ message }) => message)];
      assert.deepEqual(problems, error === undefined ? [] : [error]);
      assert.equal(ran.text, text ?? '');
    });
  }
});
