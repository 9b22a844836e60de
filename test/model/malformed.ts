import { method } from '../../server/src/protocol.ts';
import type { Random } from './random.ts';

/** Something that no sound client sends. */
export interface Malformed {
  readonly kind: 'notification' | 'request';
  readonly name: string;
  readonly params: unknown;
}

const notifications = [
  'textDocument/didOpen',
  'textDocument/didChange',
  'textDocument/didClose',
  'textDocument/didSave',
  'workspace/didChangeWatchedFiles',
  'workspace/didChangeWorkspaceFolders',
  'window/workDoneProgress/cancel',
  '$/setTrace',
  'prr/unknown',
];

const requests = [
  'textDocument/diagnostic',
  'workspace/diagnostic',
  'textDocument/hover',
  'textDocument/codeLens',
  'textDocument/references',
  'textDocument/definition',
  'textDocument/codeAction',
  ...Object.values(method).filter(
    (name) => ![method.changed, method.trusted, method.recordExport].some((each) => each === name),
  ),
];

const uris = [
  '',
  'file:',
  'file:///',
  'file:///a%00b',
  'http://x/y.ts',
  '://',
  'untitled:Untitled-1',
  '%',
  'file://%',
  5,
  null,
  {},
  [],
];

/** A value of any kind, none of which is a place in the workspace. */
function junk(random: Random, depth = 0): unknown {
  const leaf = [null, true, -1, 1.5, 1e21, '', 'x', '../../etc/passwd', '\ud800', [], {}];
  if (depth > 2 || random.chance(0.5)) return random.pick(leaf);
  const names = [
    'uri',
    'textDocument',
    'changes',
    'position',
    'range',
    'start',
    'line',
    'service',
    'text',
    'added',
    'values',
  ];
  return Object.fromEntries([0, 1, 2].map(() => [random.pick(names), junk(random, depth + 1)]));
}

/** A message whose parameters are wrong: a field of another kind, missing, or out of all bounds. It changes no document. */
export function malformed(random: Random, uri: string): Malformed {
  if (random.chance(0.5)) {
    const name = random.pick(notifications);
    const params: Readonly<Record<string, readonly unknown[]>> = {
      'textDocument/didOpen': [{ textDocument: { uri: random.pick(uris.slice(4)), languageId: 1, version: 'x' } }],
      'textDocument/didChange': [
        { textDocument: { uri }, contentChanges: [{ text: 'no version' }] },
        {
          textDocument: { uri, version: 9 },
          contentChanges: [{ range: { start: { line: -1, character: 0 } }, text: 'x' }],
        },
        { textDocument: { uri, version: 9 }, contentChanges: [{ range: null, text: 'x' }] },
        { textDocument: { uri, version: 9 }, contentChanges: [{ text: 5 }] },
        {
          textDocument: { uri, version: 9 },
          contentChanges: [
            { range: { start: { line: 0.5, character: 0 }, end: { line: 1, character: 0 } }, text: 'x' },
          ],
        },
        { textDocument: { uri, version: 9 }, contentChanges: 'x' },
      ],
      'workspace/didChangeWatchedFiles': [
        { changes: random.pick(uris) },
        { changes: [random.pick(uris), { uri: random.pick(uris) }] },
        {},
      ],
      'workspace/didChangeWorkspaceFolders': [
        { event: { added: [{ uri: 'http://x/' }, 5], removed: 5 } },
        { event: null },
      ],
    };
    const own = params[name] ?? [];
    return {
      kind: 'notification',
      name,
      params: random.chance(0.7) && own.length > 0 ? random.pick(own) : harmless(junk(random)),
    };
  }
  const position = random.pick([{ line: -5, character: 1e9 }, { line: 'x' }, null, { line: 1e9, character: -1 }]);
  const textDocument = random.chance(0.5) ? { uri } : random.pick<unknown>([{ uri: random.pick(uris) }, null, 5]);
  const params = random.chance(0.5)
    ? junk(random)
    : {
        textDocument,
        position,
        range: { start: position, end: position },
        context: random.pick([{}, null, { diagnostics: 5 }]),
        query: 5,
        ref: {},
        previousResultIds: random.pick<unknown>([5, [{ uri: 5 }], [null]]),
      };
  return { kind: 'request', name: random.pick(requests), params };
}

/** An object, as the protocol has no other parameters. */
function harmless(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value : { value };
}
