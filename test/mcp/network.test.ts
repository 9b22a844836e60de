import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';

describe('the bundle of prr mcp', () => {
  it('has no code that uses the network or starts a program', () => {
    const bundle = readFileSync(path.join(root, 'dist/mcp.cjs'), 'utf8');
    const required = [...bundle.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(required)], ['node:process']);
    assert.doesNotMatch(bundle, /\bfetch\(|WebSocket|XMLHttpRequest|child_process/);
  });
});
