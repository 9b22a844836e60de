import assert from 'node:assert/strict';
import { claimReaders } from '../../server/src/claims/readers.ts';
import { meetingOf, openReaches, type Reach, type Reaches } from '../../server/src/report/reach.ts';
import { readerRisks } from '../../server/src/report/reader-risks.ts';
import { countLocations } from '../../server/src/report/summary/locations.ts';
import { effortOf } from '../../server/src/report/summary/effort.ts';
import { summarise } from '../../server/src/report/summary/summary.ts';
import { opened, type Opened } from '../review/opened.ts';
import { claimsOf, finding, input, manualClaim, status, unreached } from './summary-input.ts';

const reach = (change: Partial<Reach>): Reach => ({
  by: 'none',
  who: 'later',
  because: '',
  steps: [],
  callers: 1,
  environment: 'production',
  ...change,
});
const byFile = (ways: Readonly<Record<string, Partial<Reach>>>): Reaches => ({
  ...unreached,
  of: ({ file }) => reach(ways[file] ?? {}),
});

/** Ids of risks whose findings are in the files of these names, in their order. */
async function order(
  findings: Readonly<Record<string, Parameters<typeof finding>[0]>>,
  ways: Readonly<Record<string, Partial<Reach>>> = {},
) {
  const all = Object.entries(findings).map(([file, change]) => finding({ rule: file, ...change, file }));
  const items = all.map(({ file, rule }) =>
    status({ item: { id: file, claims: claimsOf([rule]) }, state: 'violated', claims: [] }),
  );
  const { risks } = await summarise(input({ items, findings: all, reaches: byFile(ways) }));
  return risks.map(({ id }) => id);
}

const quiet = { rule: 'error-swallowed', severity: 'information' } as const;
const loud = { rule: 'outbound-call-timeout', severity: 'warning' } as const;

describe('risks are ordered by their worst finding', () => {
  it('first by whether a request of users reaches it', async () => {
    assert.deepEqual(await order({ loud, quiet }, { quiet: { by: 'request' } }), ['quiet', 'loud']);
    assert.deepEqual(await order({ loud, quiet }, { quiet: { by: 'every-request' } }), ['quiet', 'loud']);
    assert.deepEqual(
      await order(
        { loud, message: { ...loud, rule: 'rpc-deadline' }, quiet },
        { message: { by: 'message' }, quiet: { by: 'request' } },
      ),
      ['quiet', 'message', 'loud'],
    );
  });

  it('then by callers, environment, severity and harm', async () => {
    const other = { rule: 'rpc-deadline', severity: 'warning' } as const;
    const at = (change: Partial<Reach>) => ({ by: 'request', ...change }) as const;
    assert.deepEqual(await order({ loud, other }, { loud: at({ callers: 1 }), other: at({ callers: 4 }) }), [
      'other',
      'loud',
    ]);
    assert.deepEqual(await order({ loud, other }, { loud: at({ environment: 'staging' }), other: at({}) }), [
      'other',
      'loud',
    ]);
    assert.deepEqual(await order({ quiet, other }, { quiet: at({}), other: at({}) }), ['other', 'quiet']);
    const later = { rule: 'alert-without-runbook', severity: 'warning' } as const;
    assert.deepEqual(await order({ later, loud }), ['loud', 'later'], 'an outage before what prolongs one');
  });

  it('not by callers where no request is seen to reach it', async () => {
    assert.deepEqual(await order({ quiet, loud }, { quiet: { callers: 9 } }), ['loud', 'quiet']);
  });

  it('and so are the places of one risk', async () => {
    const files = ['a.ts', 'b.ts', 'c.ts'];
    const findings = files.map((file) => finding({ file }));
    const items = [status({ state: 'violated', sites: findings })];
    const { risks } = await summarise(input({ items, findings, reaches: byFile({ 'c.ts': { by: 'request' } }) }));
    assert.deepEqual(
      risks[0]?.places.map(({ place }) => place.file),
      ['c.ts', 'a.ts', 'b.ts'],
    );
    assert.equal(risks[0]?.path.by, 'request');
  });

  it('as what a reader saw is, by the harm of its claim', async () => {
    const place = { file: 'deploy/web.yaml', span: { start: 0, end: 1 }, message: 'replicas: 1' };
    const claim = { id: 'replicas', text: 'Runs more than one replica', checks: [], reader: 'replicas-redundant' };
    const failed = {
      ...manualClaim,
      claim,
      verdict: 'violated',
      because: 'It runs 1 replica',
      places: [place],
    } as const;
    const single = status({ item: { id: 'dep-spof', claims: [claim] }, state: 'violated', claims: [failed] });
    const { risks } = await summarise(
      input({
        items: [status({ item: { id: 'quiet', claims: claimsOf(['error-swallowed']) }, state: 'violated' }), single],
        findings: [finding(quiet)],
        reaches: { ...unreached, at: (_, affects) => reach({ by: affects === 'all' ? 'every-request' : 'none' }) },
      }),
    );
    assert.deepEqual(
      risks.map(({ id, harm }) => [id, harm]),
      [
        ['dep-spof', 'outage'],
        ['quiet', 'repair'],
      ],
    );
    assert.equal(risks[0]?.places[0]?.message, 'It runs 1 replica');
    assert.match(risks[0].remedy, /^Run at least two replicas/);
  });

  it('with a harm and a remedy known for each reader', () => {
    assert.deepEqual(
      claimReaders.map(({ id }) => id).filter((id) => !(id in readerRisks)),
      [],
    );
  });
});

describe('effort', () => {
  const words = (findings: { rule: string; file: string }[], read: string[] = []) => {
    const { kind, words: text } = effortOf({ findings, read, locations: findings.length + read.length });
    return `${kind}: ${text}`;
  };
  it('is the places to change and their kind, with what it is based on', () => {
    const call = (file: string) => ({ rule: 'outbound-call-timeout', file });
    assert.equal(words([call('a.ts')]), 'code: code in one place (based on 1 finding)');
    assert.equal(
      words([call('a.ts'), call('a.ts'), call('b.py')]),
      'code: code in 3 locations in 2 files (based on 3 findings)',
    );
    assert.equal(
      words([{ rule: 'probe-missing', file: 'deploy/a.yaml' }]),
      'setting: one setting in deploy/a.yaml (based on 1 finding)',
    );
    assert.equal(
      words([], ['x.yaml', 'y.yaml']),
      'setting: settings in 2 locations in 2 files (based on 2 locations that a check read)',
    );
    assert.equal(words([{ rule: 'slo-without-alert', file: 'slo.yaml' }]), 'new: write an alert (based on 1 finding)');
    assert.match(
      words([{ rule: 'retry-amplification', file: 'a.go' }]),
      /^design: design change: both sides of 1 call/,
    );
    assert.match(words([call('a.ts')], ['x.yaml']), /\(based on 1 finding and 1 location that a check read\)$/);
    assert.equal(words([]), 'unknown: not estimated: no location in the files is known');
  });
});

describe('how a place reaches people', () => {
  const manifest = (kind: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${kind} }
spec:
  selector: { matchLabels: { app: ${kind} } }
  template:
    metadata: { labels: { app: ${kind} } }
    spec:
      containers: [{ name: ${kind}, image: registry.example/${kind}:1.0.0 }]
`;
  let at: Opened;
  before(async () => {
    at = await opened({
      'web/Dockerfile': 'FROM node:20.11.1\nEXPOSE 8080\nCMD ["node", "server.js"]\n',
      'web/package.json': '{ "name": "web", "dependencies": { "express": "4.19.2", "axios": "1.7.2" } }\n',
      'web/server.js':
        "import express from 'express';\nimport { load } from './load.js';\nconst app = express();\napp.get('/orders', async (req, res) => res.json(await load()));\napp.listen(8080);\n",
      'web/load.js':
        "import axios from 'axios';\nexport async function load() {\n  return axios.get('http://orders/');\n}\nexport async function unused() {\n  return axios.get('http://orders/x');\n}\n",
      'deploy/web.yaml': `${manifest('web')}---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n`,
    });
  });

  it('is told by the way of a request, by what all requests pass, or by nothing', async () => {
    const service = at.core.services().find(({ name }) => name === 'web');
    assert.ok(service);
    const { index } = at.core.live;
    const reaches = openReaches(service, { picture: index.production(), onPath: index.onPath });
    const findings = await at.core.allFindings();
    const calls = findings.filter(({ rule }) => rule === 'outbound-call-timeout').map((each) => reaches.of(each));
    assert.deepEqual(
      calls.map(({ by, steps }) => [by, steps.map(({ words }) => words)]),
      [
        ['request', ['GET /orders', 'calls load']],
        ['none', []],
      ],
    );
    const probe = findings.find(({ rule }) => rule === 'probe-missing');
    assert.ok(probe);
    assert.equal(reaches.of(probe).by, 'every-request');
    assert.equal(reaches.of({ ...probe, rule: 'image-unpinned' }).by, 'none', 'builds are not on a way');
    assert.equal(reaches.at(undefined, 'all').by, 'every-request');
    assert.deepEqual(
      calls.map(({ who, because }) => [who, because]),
      [
        ['request', 'GET /orders reaches it'],
        ['apart', 'no user request was traced to it'],
      ],
    );
    const unpinned = { ...probe, rule: 'image-unpinned' };
    assert.deepEqual([reaches.of(probe).who, reaches.of(unpinned).who], ['service', 'later']);
    // What the plan says of a risk is what the summary says of it.
    for (const finding of [...findings, unpinned]) {
      const { by, who, steps } = reaches.of(finding);
      const said = meetingOf({ by, steps: steps.map(({ words: text }) => ({ text })) });
      if (by !== 'none') assert.equal(who, said.who, finding.message);
      else assert.ok(!['request', 'message', 'service'].includes(who), finding.message);
    }
    const job = openReaches(
      { ...service, programs: [], workloads: [] },
      { picture: index.production(), onPath: () => undefined },
    );
    assert.equal(job.of(probe).by, 'none', 'no request comes to what serves none');
  });
});

describe('locations', () => {
  it('are lines: two findings at one line are one location, in the effort as well', () => {
    const at = (line: number) => ({ place: { file: 'deploy/web.yaml', line } });
    assert.equal(countLocations([at(3), at(3), at(9)]), 2);
    const finding = { rule: 'resources-missing', file: 'deploy/web.yaml' };
    const { words, locations } = effortOf({ findings: [finding, finding], read: [], locations: 1 });
    assert.equal(locations, 1);
    assert.match(words, /^one setting in deploy\/web\.yaml \(based on 2 findings\)$/);
  });
});
