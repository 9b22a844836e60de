import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { maxDesign, reviewDesign } from '../../server/src/documents/designs/review.ts';
import { designQuestions } from '../../server/src/documents/designs/questions.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';

/** States by question. */
function states(text: string): Record<string, string> {
  return Object.fromEntries(reviewDesign(text).map(({ question, state }) => [question.id, state]));
}

function of(text: string, id: string) {
  const found = reviewDesign(text).find(({ question }) => question.id === id);
  assert.ok(found);
  return found;
}

describe('a design document', () => {
  it('that is empty answers nothing, and says no to nothing', () => {
    for (const text of ['', '# A title of something\n', '\n\n---\n']) {
      assert.deepEqual(new Set(Object.values(states(text))), new Set(['open']));
      assert.ok(reviewDesign(text).every(({ because }) => because.startsWith('not found; ask: ')));
    }
  });

  it('answers with the line and the words', () => {
    const text = '# Shop\n\n## Load\n\nIt is small.\nAt launch we expect 40 requests a second.\n';
    const found = of(text, 'capacity');
    assert.deepEqual(
      [found.state, found.line, found.heading, found.quote],
      ['answered', 6, 'Load', 'At launch we expect 40 requests a second.'],
    );
  });

  it('names what it leaves for later, or does not say enough of', () => {
    const section = (title: string, text: string) => `# Shop\n\n## ${title}\n\n${text}\n`;
    for (const [id, title, text, because] of [
      ['objectives', 'Objectives', 'TBD with the owners of the pages.', /postpones it/],
      ['objectives', 'Objectives', '', /section is empty/],
      ['objectives', 'SLOs', 'We want it to be as reliable as it can be for everybody.', /does not describe a target/],
      ['capacity', 'Scalability', 'It scales well because it is made of small services.', /does not describe a number/],
      [
        'rollout',
        'Rollout',
        'First on one page, then on the others, one each week.',
        /does not describe how to roll back/,
      ],
      ['security', 'Security', 'None.', /too little/],
      ['alternatives', 'Alternatives', 'n/a', /too little/],
      ['failures', 'Risks', 'What do users see when the database is down, and for how long?', /too little/],
      [
        'monitoring',
        'Monitoring',
        '<!-- Which metrics are there, and which alerts? Describe all of them. -->',
        /section is empty/,
      ],
      [
        'dependencies',
        'Dependencies',
        'The search back end, the store and the mail service.',
        /does not describe what/,
      ],
    ] as const) {
      const found = of(section(title, text), id);
      assert.equal(found.state, 'named', `${id}: ${text}`);
      assert.match(found.because, because, `${id}: ${text}`);
    }
  });

  it('reads sections of a wide subject, and names what is said in passing or only asked', () => {
    const text = `# Refunds

## Context

Support agents refund payments by hand. Customers wait three days.

## Proposal

The console calls a new service, refunds. It asks the fraud service, and writes each refund into PostgreSQL.

If fraud does not answer within 2 s, the refund waits and an agent sees "pending".

## Open questions

- TBD: who is on call for it
- Do we need a privacy review?
- We know the load
`;
    for (const [id, state, line, because] of [
      ['purpose', 'answered', 5, /from “Context”/],
      ['paths', 'answered', 9, /from “Proposal”/],
      ['failures', 'answered', 11, /from “Proposal”/],
      ['dependencies', 'named', 9, /without what happens when one is down/],
      ['data', 'named', 9, /without how to restore/],
      ['ownership', 'named', 15, /asks it without an answer/],
      ['security', 'named', 16, /asks it without an answer/],
      ['capacity', 'open', undefined, /not found/],
    ] as const) {
      const found = of(text, id);
      assert.deepEqual([found.state, found.line], [state, line], id);
      assert.match(found.because, because, id);
    }
    // What is owned or kept by something else is no owner, and no data of it.
    const beside = 'An index that is owned by the store is not read here. React somehow to an overload of etcd.\n';
    for (const id of ['ownership', 'data', 'dependencies'])
      assert.equal(of(`# A\n\n## B\n\n${beside}`, id).state, 'open', id);
  });

  it('does not take for an answer what is out of scope, code, a box to tick, or a table of contents', () => {
    const boxes = '# Shop\n\n## Security\n\n- [ ] Authentication and authorization are reviewed by somebody\n';
    assert.equal(of(boxes, 'security').state, 'named');
    const scope =
      '# Shop\n\n## Non-goals\n\n### Security\n\nAuthentication with OAuth, and encryption with TLS, come later.\n';
    assert.equal(of(scope, 'security').state, 'open');
    const code = '# Shop\n\n```yaml\n# if the backup fails, restore it from the snapshot in the database\n```\n';
    assert.equal(of(code, 'data').state, 'open');
    const contents = '# Shop\n\n- [Rollout](#rollout)\n- [Rollback and revert](#rollback)\n';
    assert.equal(of(contents, 'rollout').state, 'open');
  });

  it('does not take the words of a topic in another sense', () => {
    for (const [id, text] of [
      ['ownership', '# T\n\n## Ownership of pods\n\nThe controller sets a reference on each pod that it creates.\n'],
      [
        'security',
        '# T\n\n## Add tokens.authentication.k8s.io\n\nThe group has a version of its own in each release.\n',
      ],
      ['data', '# T\n\n## State\n\nThe button is green when the order is complete and grey before.\n'],
      ['costs', '# T\n\n## Costs\n\nIt costs us some time to agree on all of this together.\n'],
      ['purpose', '# T\n\n## Summary\n\nThis changes the order of two calls in one function.\n'],
    ] as const)
      assert.notEqual(of(text, id).state, 'answered', id);
  });

  it('keeps what its own section leaves open, whatever is said in passing', () => {
    const text = `# Shop

## How it works

When the store is down, the page shows the last known basket, and an error page after an hour.

## Failure modes

TODO
`;
    assert.equal(of(text, 'failures').state, 'named');
    assert.equal(of(text.replace(/## Failure[\s\S]*/, ''), 'failures').state, 'answered');
  });

  it('reads the design of the example as a person does', () => {
    const found = states(readFileSync(`${root}/examples/shakespeare/docs/design.md`, 'utf8'));
    const answered = ['purpose', 'paths', 'dependencies', 'capacity', 'objectives', 'failures', 'data', 'security'];
    assert.deepEqual(
      Object.entries(found)
        .filter(([, state]) => state === 'answered')
        .map(([id]) => id),
      answered,
    );
    const quotes = states(readFileSync(`${root}/examples/shakespeare/docs/design-quotes.md`, 'utf8'));
    assert.deepEqual(
      Object.entries(quotes).filter(([, state]) => state !== 'answered'),
      [
        ['objectives', 'named'],
        ['security', 'open'],
        ['rollout', 'named'],
        ['monitoring', 'open'],
        ['ownership', 'named'],
        ['costs', 'open'],
      ],
    );
  });

  it('is read in bounded time, whatever it holds', () => {
    for (const piece of [
      '# a\n',
      '- ',
      '| a ',
      'when if once should ',
      '"*_)',
      '1. ',
      '```\n',
      '<!--',
      'a.b_c ',
      '=====\n',
      '9,9 9.',
    ]) {
      const started = performance.now();
      reviewDesign(piece.repeat(Math.ceil(maxDesign / piece.length)));
      const took = performance.now() - started;
      assert.ok(took < 5000, `${JSON.stringify(piece)} took ${took} ms`);
    }
  });

  it('is asked with pages and items that are there', () => {
    const { bundled } = readBundled(root);
    const items = new Set(bundled.items.map(({ id }) => id));
    for (const { item } of designQuestions) assert.ok(item === undefined || items.has(item), item);
  });
});
