import { openReadiness } from '../server/src/service.ts';
import { openDisk } from '../server/src/workspace/disk.ts';
import { readBundled } from '../server/tools/read-bundled.ts';
import { grammar, root as home } from '../test/analyse.ts';
const [system, file, kind] = process.argv.slice(2);
const core = await openReadiness({
  workspace: openDisk(system!), workspaceName: 'x', bundled: readBundled(home).bundled, grammars: grammar, settings: {}, logger: { info() {}, warn: console.error }, now: () => new Date(), openFolder: async () => { throw new Error(); },
} as never);
await core.fill({});
const facts = core.live.index.file(file!);
console.log(facts?.role, facts?.facts.filter((f) => !kind || f.kind === kind).map((f) => JSON.stringify(f).slice(0, 1500)));
console.log('sites', core.live.sites(file!).map((s) => [s.rule, s.verdict, s.message, s.file, JSON.stringify(s.span)].join(' ')));
console.log('decidedBy', core.live.renderings.decidedBy(file!));
console.log('findings', core.findings(file!).map((s) => [s.rule, s.message, s.file, s.span.start].join(' ')));
await core.close();
