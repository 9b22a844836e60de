import assert from 'node:assert/strict';
import type { ReportedFinding } from '../../server/src/report/findings.ts';
import { inFamilies } from '../../server/src/report/families.ts';

function found(file: string, message: string, more: { rule?: string; name?: string } = {}): ReportedFinding {
  const { rule = 'probe-missing', name = 'x' } = more;
  return {
    finding: { rule, severity: 'warning', file, message, fact: { kind: 'workload', name } },
    range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
    related: [],
    also: [],
  } as unknown as ReportedFinding;
}

describe('families of findings', () => {
  it('are one row where they say the same of more than a few places', () => {
    const probes = ['orders', 'stock', 'cart', 'page'].map((name) =>
      found(`${name}.yaml`, `${name} has no readiness probe: Service ${name} sends it traffic`, { name }),
    );
    const [first, ...others] = probes;
    assert.deepEqual(inFamilies(probes), [{ first, others }]);
  });

  it('are read one by one where they are few, or say different things', () => {
    const calls = ['fetch', 'axios.get', 'got'].map((call) =>
      found('a.ts', `${call} without a timeout: ${call} waits for ever`, { rule: 'outbound-call-timeout' }),
    );
    const others = ['is never closed', 'is closed twice', 'is lost', 'is ignored'].map((words) =>
      found('b.ts', `the error ${words}`, { rule: 'error-swallowed' }),
    );
    assert.deepEqual(
      inFamilies([...calls, ...others]).map(({ first, others: more }) => [first.finding.message, more.length]),
      [...calls, ...others].map(({ finding }) => [finding.message, 0]),
    );
  });

  it('stand where their first one does', () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => found(`${name}.yaml`, `${name} is wrong`, { name }));
    const other = found('z.yaml', 'another', { rule: 'other' });
    const rows = inFamilies([many[0], other, ...many.slice(1)].flatMap((each) => each ?? []));
    assert.deepEqual(
      rows.map(({ first }) => first.finding.file),
      ['a.yaml', 'z.yaml'],
    );
  });
});
