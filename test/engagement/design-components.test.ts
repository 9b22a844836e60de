import assert from 'node:assert/strict';
import { designComponents } from '../../server/src/documents/designs/components.ts';
import { reviewDesign } from '../../server/src/documents/designs/review.ts';
import { designSections } from '../../server/src/documents/designs/sections.ts';
import { engaged } from './engaged.ts';

const read = (text: string) => designComponents(designSections(text));
const names = (text: string) => read(text).components.map(({ name }) => name);
const links = (text: string) => read(text).links.map(({ from, to }) => `${from} > ${to}`);
const section = (text: string) => `# Shop\n\n## Components\n\n${text}\n`;

describe('components of a design', () => {
  it('are read from lists', () => {
    assert.deepEqual(
      names(section('- **Front end**: serves the pages\n- search - answers queries\n- `indexer`\n1. Queue (Kafka)')),
      ['Front end', 'search', 'indexer', 'Queue'],
    );
  });

  it('are read from arrows in lines', () => {
    assert.deepEqual(
      links(section('- web -> api -> database\n- web → cache: reads sessions\n\nWrites: api => queue')),
      ['web > api', 'api > database', 'web > cache', 'api > queue'],
    );
    assert.deepEqual(read(section('web -> api')).links[0]?.line, 5);
  });

  it('are read from Mermaid flowcharts', () => {
    const text = `# Shop\n\n## How it works\n\n\`\`\`mermaid
flowchart LR
  %% The way of a request
  subgraph cluster
    web[Front end] -->|HTTP| api(Search API)
    api -- gRPC --> db[(Index store)] & cache{{Cache}}
  end
  api -.-> queue["Queue: orders --> later"]
  queue ==> worker:::slow
  classDef slow fill:#f00
\`\`\`
`;
    assert.deepEqual(links(text), [
      'Front end > Search API',
      'Search API > Index store',
      'Search API > Cache',
      'Search API > queue',
      'queue > worker',
    ]);
    assert.equal(read(text).links[0]?.line, 9);
  });

  it('are read from sequences and from drawings of signs', () => {
    const fence = (text: string) => `# Shop\n\n## Flow\n\n\`\`\`\n${text}\n\`\`\`\n`;
    assert.deepEqual(
      links(fence('sequenceDiagram\n  participant W as Web\n  W->>API: search\n  API-->>W: hits\n  API->>DB: read')),
      ['Web > API', 'API > DB'],
    );
    assert.deepEqual(links(fence('[web] ──► [api] --HTTP--> (store)')), ['web > api', 'api > store']);
  });

  it('are read from tables, with what they call', () => {
    const table =
      '| Component | Depends on | Why |\n| --- | --- | --- |\n| web | api, cache | pages |\n| api | none | queries |\n';
    assert.deepEqual(names(section(table)), ['web', 'api', 'cache']);
    assert.deepEqual(links(section(table)), ['web > api', 'web > cache']);
    assert.deepEqual(names(section('| Option | Price |\n| --- | --- |\n| Redis | 3 |\n')), []);
  });

  it('are no states, types, steps or sentences', () => {
    for (const text of [
      '# Shop\n\n## States\n\n- pending -> done\n',
      '# Shop\n\n## API\n\nThe function `(a) -> b` maps.\n',
      section('- v1 -> v2\n- 200 -> 404'),
      section('- We call the search service first, and then all of the others.\n- It is slow: that is known'),
      '# Shop\n\n## Flow\n\n```mermaid\nstateDiagram\n  open --> closed\n```\n',
      '# Shop\n\n## Goals\n\n- Speed\n- Safety\n',
    ])
      assert.deepEqual(read(text).links, [], text);
    assert.deepEqual(names('# Shop\n\n## Goals\n\n- Speed\n- Safety\n'), []);
    assert.deepEqual(names(section('- We call the search service first, and then all of the others.')), []);
  });

  it('answer which way a request goes, where links are drawn, and are named where there are none', () => {
    const paths = (text: string) => {
      const found = reviewDesign(text).find(({ question }) => question.id === 'paths');
      assert.ok(found);
      return found;
    };
    const drawn = paths(section('- web -> api\n- api -> database'));
    assert.deepEqual([drawn.state, drawn.line, drawn.quote], ['answered', 5, 'web → api, api → database']);
    const table = paths('# Shop\n\n## Services\n\n| Service | Calls |\n| --- | --- |\n| web | api |\n');
    assert.deepEqual([table.state, table.quote], ['answered', 'web → api']);
    const listed = paths(section('- web\n- api\n- database'));
    assert.equal(listed.state, 'named');
    assert.match(listed.because, /names web, api and database, and not who calls whom/);
    assert.equal(paths('# Shop\n\n## Goals\n\n- Speed\n- Safety\n').state, 'open');
  });

  it('are read quickly from any text', () => {
    for (const text of [
      section('a -> '.repeat(40_000)),
      section('- '.repeat(40_000)),
      section('| a '.repeat(40_000)),
      `# A\n\n\`\`\`mermaid\ngraph TD\n${'a -- b '.repeat(9_000)}\n\`\`\`\n`,
      `# A\n\n\`\`\`mermaid\ngraph TD\n${'a[b --> '.repeat(9_000)}\n\`\`\`\n`,
    ]) {
      const start = performance.now();
      read(text);
      assert.ok(performance.now() - start < 1000, text.slice(0, 40));
    }
  });

  it('are compared with what files show, where the document draws what the service calls', async () => {
    const service = {
      'shop/package.json': '{"name":"shop","type":"module","main":"server.js","dependencies":{"express":"4"}}',
      'shop/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
      'shop/server.js': `import express from 'express';
const app = express();
app.get('/', async (req, res) => res.json(await fetch('http://stock/level', { signal: AbortSignal.timeout(100) })));
app.get('/price', async (req, res) => res.json(await fetch('http://prices/all', { signal: AbortSignal.timeout(100) })));
app.listen(3000);
`,
    };
    const early = async (design: string) => {
      const { part } = await engaged({
        ...service,
        'docs/design.md': design,
        '.prr/engagement/shop/early.yaml': 'design: docs/design.md\n',
      });
      const { blocks } = await part('shop', 'early');
      return blocks.flatMap((block) => (block.kind === 'list' ? block.rows : []));
    };
    const rows = await early(section('shop -> stock\nshop -> mail'));
    const of = (text: string) => rows.find((row) => row.text === text);
    assert.equal(of('shop → stock')?.tone, 'good');
    assert.deepEqual(of('shop → mail')?.at, { file: 'docs/design.md', line: 6 });
    assert.equal(of('shop → mail')?.tone, 'open');
    assert.equal(of('shop → prices: not in the document')?.tone, 'attention');
    // A list alone does not tell what the service calls.
    assert.ok(!(await early(section('- shop\n- stock'))).some(({ text }) => text.includes('→')));
  });
});
