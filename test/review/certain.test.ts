import assert from 'node:assert/strict';
import type { DeployedService, ProductionPicture, Program } from '../../server/src/model/production.ts';
import type { Service } from '../../server/src/model/service.ts';
import type { Site, Verdict } from '../../server/src/model/site.ts';
import { openCertain } from '../../server/src/review/certain.ts';

const program: Program = {
  id: 'main.go',
  kind: 'server',
  language: 'go',
  entry: 'main.go',
  folder: '',
  starts: [],
  files: new Set(['main.go', 'api/api.go']),
  loads: new Set(),
  idle: new Set(),
  live: new Map(),
};
const deployed = (name: string): DeployedService => ({
  name,
  was: [],
  program: program.id,
  environments: ['production'],
  because: '',
  places: [],
});
const service = (name: string): Service => ({
  name,
  was: [],
  programs: [program.id],
  because: '',
  places: [],
  workloads: [],
  environments: ['production'],
});
const site = (file: string, verdict: Verdict, rule = 'rule'): Site => ({
  rule,
  verdict,
  file,
  span: { start: 0, end: 1 },
  message: '',
  related: [],
  fixes: [],
  fact: { kind: 'page', span: { start: 0, end: 0 }, anchors: [], role: 'other' },
});
const pictureOf = (...names: readonly string[]): ProductionPicture => ({
  programs: [program],
  workloads: [],
  services: names.map(deployed),
  dependencies: [],
  standing: new Map(),
  undeclared: false,
});
const certainIn = (...names: readonly string[]) => openCertain(pictureOf(...names));
const verdicts = (sites: readonly Site[]) => sites.map(({ file, verdict }) => `${file} ${verdict}`);

describe('code that a service certainly runs', () => {
  const both = [site('api/api.go', 'violated'), site('main.go', 'violated'), site('deploy/api.yaml', 'violated')];

  it('decides nothing where another service runs the program in another way, but for its entry and manifests', () => {
    const found = certainIn('shop-api', 'shop-worker').sites(service('shop-api'), both);
    assert.deepEqual(verdicts(found), ['api/api.go cannot-tell', 'main.go violated', 'deploy/api.yaml violated']);
    assert.match(found[0]?.ask ?? '', /shop-worker/);
  });

  it('decides where the program is that of the service alone, or of one service several times', () => {
    for (const names of [['shop-api'], ['shop-api1', 'shop-api2']])
      assert.deepEqual(certainIn(...names).sites(service(names[0] ?? ''), both), both);
  });

  it('decides nothing but of the entry where the branch of a program that runs is not known', () => {
    const found = openCertain({ ...pictureOf('shop-api'), programs: [{ ...program, undecided: true }] });
    assert.deepEqual(verdicts(found.sites(service('shop-api'), both)), [
      'api/api.go cannot-tell',
      'main.go violated',
      'deploy/api.yaml violated',
    ]);
  });

  it('decides of a branch what the branches of other services do not take in', () => {
    const branch = (name: string, ...files: readonly string[]): Program => ({
      ...program,
      id: `main.go ${name}`,
      branchOf: 'main.go',
      files: new Set(['main.go', 'log/log.go', ...files]),
    });
    const branches = [branch('api', 'api/api.go'), branch('mail', 'mail/mail.go')];
    const picture = {
      ...pictureOf(),
      programs: branches,
      services: branches.map(({ id }) => ({ ...deployed(id.slice('main.go '.length)), program: id })),
    };
    const found = openCertain(picture).sites({ ...service('api'), programs: ['main.go api'] }, [
      site('api/api.go', 'shown', 'one'),
      site('log/log.go', 'shown', 'other'),
    ]);
    assert.deepEqual(verdicts(found), ['api/api.go shown', 'log/log.go cannot-tell']);
    assert.match(found[1]?.ask ?? '', /mail/);
  });

  it('needs no more proof of what passes elsewhere', () => {
    const sites = [site('api/api.go', 'shown'), site('main.go', 'shown')];
    const found = certainIn('shop-api', 'shop-worker').sites(service('shop-api'), sites);
    assert.deepEqual(verdicts(found), ['main.go shown']);
  });

  it('opens a reading that rests on such code alone', () => {
    const { reading } = certainIn('shop-api', 'shop-worker');
    const of = (...files: readonly string[]) =>
      reading(service('shop-api'), {
        verdict: 'shown',
        because: '',
        places: files.map((file) => ({ file, span: { start: 0, end: 1 }, message: '' })),
      }).verdict;
    assert.equal(of('api/api.go'), 'cannot-tell');
    assert.equal(of('api/api.go', 'main.go'), 'shown');
    assert.equal(of(), 'shown');
  });

  it('is what a branch mentions of the files that other branches take in, too', () => {
    const branch = (name: string, live: Program['live']): Program => ({
      ...program,
      id: `main.go ${name}`,
      branchOf: 'main.go',
      live,
    });
    const verdictsIn = (live: Program['live']) => {
      const programs = [branch('api', live), branch('mail', live)];
      const services = ['api', 'mail'].map((name) => ({ ...deployed(name), program: `main.go ${name}` }));
      const certain = openCertain({ ...pictureOf(), programs, services });
      const api = { ...service('api'), programs: ['main.go api'] };
      return verdicts(certain.sites(api, [site('api/api.go', 'violated')]));
    };
    assert.deepEqual(verdictsIn(new Map([['api/api.go', new Set(['Serve'])]])), ['api/api.go violated']);
    assert.deepEqual(verdictsIn(new Map()), ['api/api.go cannot-tell']);
  });
});
