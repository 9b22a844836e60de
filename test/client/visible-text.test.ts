import assert from 'node:assert/strict';
import { element } from '../../client/src/webview/parts/element.ts';
import { svg } from '../../client/src/webview/parts/svg.ts';

const name = 'a\u202eb"c`d\'<e>\u0007\u2066';
const seen = 'a\\u202eb"c`d\'<e>\\u0007\\u2066';

/** Enough of a document to tell what was put into an element. */
function recording() {
  const attributes: Record<string, string> = {};
  const children: unknown[] = [];
  const made = {
    setAttribute: (key: string, value: string) => void (attributes[key] = value),
    append: (...more: unknown[]) => void children.push(...more),
  };
  return { attributes, children, document: { createElement: () => made, createElementNS: () => made } };
}

describe('names in webviews', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'document');
  const given = (document: object) =>
    Object.defineProperty(globalThis, 'document', { value: document, configurable: true });
  afterEach(() => {
    if (before) Object.defineProperty(globalThis, 'document', before);
    else Reflect.deleteProperty(globalThis, 'document');
  });

  it('show what they hide, and quotes and signs as they are', () => {
    const { attributes, children, document } = recording();
    given(document);
    element('button', { title: name, 'aria-label': name, value: name }, name);
    assert.deepEqual(children, [seen]);
    assert.deepEqual(attributes, { title: seen, 'aria-label': seen, value: name });
  });

  it('do so in pictures', () => {
    const { children, document } = recording();
    given(document);
    svg('text', {}, name);
    assert.deepEqual(children, [seen]);
  });
});
