import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../analyse.ts';
import { temporaryFolder } from './connect.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
const call = "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n";

/** A repository with one commit, cloned without its history after a second one; programs that a runner has, in `bin`. */
function runner() {
  const at = temporaryFolder({ 'origin/web/load.ts': 'export const none = 1;\n' });
  const inside = (...names: string[]) => path.join(at.folder, ...names);
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: inside(cwd) })
      .toString()
      .trim();
  git('origin', 'init', '-q', '-b', 'main');
  git('origin', 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  git('origin', 'add', '-A');
  git('origin', 'commit', '-q', '-m', 'one');
  const base = git('origin', 'rev-parse', 'HEAD');
  git('origin', 'branch', 'first');
  writeFileSync(inside('origin/web/load.ts'), call);
  git('origin', 'commit', '-q', '-a', '-m', 'two');
  git('.', 'clone', '-q', '--depth=1', `file://${inside('origin')}`, 'work');
  for (const name of ['bin', 'temp']) mkdirSync(inside(name));
  const program = (name: string, text: string) => {
    writeFileSync(inside('bin', name), `#!/usr/bin/env bash\nset -e\n${text}\n`);
    chmodSync(inside('bin', name), 0o755);
  };
  // In place of the registry: the package as it is built here.
  const own = 'node_modules/production-readiness';
  program(
    'npm',
    `echo "$PWD npm $* \${GH_TOKEN-without token}" >>'${inside('calls')}'\nprefix=; while [ $# -gt 1 ]; do [ "$1" = --prefix ] && prefix="$2"; shift; done\nmkdir -p "$prefix/${own}" && ln -sfn '${root}/dist' "$prefix/${own}/dist"`,
  );
  program('npx', `echo "npx $*" >>'${inside('calls')}'\nshift 4\nexec node '${root}/dist/prr.cjs' "$@"`);
  const run = (script: string, env: Readonly<Record<string, string>>) =>
    spawnSync('bash', ['-c', script], {
      cwd: inside('work'),
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${inside('bin')}:${process.env['PATH']}`,
        XDG_CACHE_HOME: inside('temp/cache'),
        NO_COLOR: '1',
        ...env,
      },
    });
  return { at, inside, git, base, program, run };
}

interface Step {
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

describe('pipelines', () => {
  it('install the version that they belong to', () => {
    for (const file of ['action.yml', 'pipelines/gitlab.yml', '.pre-commit-hooks.yaml']) {
      const versions = [
        ...read(file).matchAll(/(?:production-readiness@|PRR_VERSION: |^ {4}default: )(\d+\.\d+\.\d+)/gm),
      ];
      assert.deepEqual([...new Set(versions.map(([, each]) => each))], [version], file);
    }
  });

  describe('the action for GitHub', () => {
    const { steps } = (parse(read('action.yml')) as { runs: { steps: Step[] } }).runs;
    const given = runner();
    const { inside, base, program } = given;
    after(() => given.at.remove());
    const act = (env: Readonly<Record<string, string>> = {}) => {
      for (const file of ['summary', 'gh']) rmSync(inside(file), { force: true });
      const [step] = steps;
      assert.ok(step);
      const result = given.run(step.run, {
        // What the runner makes of the expressions, for a pull request.
        ...Object.fromEntries(Object.keys(step.env).map((name) => [name, ''])),
        PRR_PATH: '.',
        PRR_VERSION: version,
        PRR_EVENT_BASE: base,
        PRR_COMMENT: 'true',
        PRR_PULL_REQUEST: '7',
        GH_TOKEN: 'secret',
        GITHUB_ACTION_PATH: root,
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_STEP_SUMMARY: inside('summary'),
        RUNNER_TEMP: inside('temp'),
        ...env,
      });
      const textOf = (file: string) => (existsSync(inside(file)) ? readFileSync(inside(file), 'utf8') : '');
      return { ...result, summary: textOf('summary'), gh: textOf('gh') };
    };
    const gh = (answer: string) =>
      program('gh', `[ "$GH_TOKEN" = secret ] && echo "$*" >>'${inside('gh')}'\n${answer}`);

    it('is one step that puts no value of a pull request into a command', () => {
      assert.equal(steps.length, 1);
      assert.doesNotMatch(steps[0]?.run ?? '', /\$\{\{/);
    });

    it('annotates the lines that the change brings, and writes one comment', () => {
      gh('');
      const { status, stdout, stderr, summary, gh: calls } = act();
      assert.equal(status, 0, stderr);
      assert.match(stdout, /^::warning file=web\/load\.ts,line=2,.*title=outbound-call-timeout::/m);
      assert.match(summary, /^<!-- production-readiness -->\n[^]*1 new finding/);
      assert.match(calls, /^api repos\/acme\/shop\/issues\/7\/comments --paginate /m);
      assert.match(calls, /--method POST repos\/acme\/shop\/issues\/7\/comments --field body=@/);
    });

    it('replaces the comment that is there', () => {
      gh('case "$*" in *--paginate*) echo 42; echo 43;; esac');
      assert.match(act().gh, /--method PATCH repos\/acme\/shop\/issues\/comments\/42 /);
    });

    it('goes on without a comment where none may be written, and where none is wanted', () => {
      gh('exit 1');
      const { status, stdout } = act();
      assert.equal(status, 0);
      assert.match(stdout, /::notice .*could not be written/);
      assert.equal(act({ PRR_COMMENT: 'false' }).gh, '');
      assert.equal(act({ PRR_PULL_REQUEST: '' }).gh, '');
    });

    it('fails only when asked to, with the comment written', () => {
      gh('');
      const asked = act({ PRR_FAIL_ON: 'warning' });
      assert.equal(asked.status, 1);
      assert.match(asked.gh, /POST/);
      assert.equal(act({ PRR_FAIL_ON: 'error' }).status, 0);
    });

    it('says what is wrong with a revision or an option', () => {
      const wrong = act({ PRR_FAIL_ON: 'all' });
      assert.equal(wrong.status, 2);
      assert.match(wrong.stderr, /--fail-on/);
    });

    it('shows all findings where there is nothing to compare with', () => {
      for (const PRR_EVENT_BASE of ['0000000000000000000000000000000000000000', '', 'nowhere']) {
        const { status, stdout } = act({ PRR_EVENT_BASE });
        assert.equal(status, 0);
        assert.match(stdout, /title=outbound-call-timeout/);
        assert.match(stdout, /::notice .*no revision to compare with/);
        assert.equal(act({ PRR_EVENT_BASE, PRR_FAIL_ON: 'warning' }).status, 1);
      }
    });

    it('takes the name of a branch that is not here yet, and writes SARIF where that is asked for', () => {
      const { status, stderr, summary } = act({ PRR_EVENT_BASE: '', PRR_BASE: 'first', PRR_SARIF: inside('a.sarif') });
      assert.equal(status, 0, stderr);
      assert.match(summary, /1 new finding/);
      assert.match(readFileSync(inside('a.sarif'), 'utf8'), /"2\.1\.0"/);
    });

    it('compares a pull request with what it is merged into, which may be newer than its event', () => {
      given.git('origin', 'checkout', '-q', '-b', 'topic', base);
      writeFileSync(inside('origin/other.txt'), 'x\n');
      given.git('origin', 'add', '-A');
      given.git('origin', 'commit', '-q', '-m', 'topic');
      given.git('origin', 'checkout', '-q', 'main');
      given.git('origin', 'merge', '-q', '--no-ff', '-m', 'merge', 'topic');
      given.git('work', 'fetch', '-q', '--depth=1', 'origin', 'main');
      given.git('work', 'checkout', '-q', 'FETCH_HEAD');
      const { status, stderr, summary } = act();
      assert.equal(status, 0, stderr);
      assert.match(summary, /No change to production readiness/);
      given.git('work', 'checkout', '-q', 'main');
    });

    it('installs outside of the repository, whose .npmrc says nothing, and without the token', () => {
      const calls = readFileSync(inside('calls'), 'utf8').split('\n').filter(Boolean);
      for (const each of calls) {
        assert.ok(each.startsWith(`${inside('temp')} npm install --prefix`), each);
        assert.ok(each.endsWith('without token'), each);
      }
    });
  });

  describe('the template for GitLab', () => {
    const given = runner();
    const { inside, base } = given;
    after(() => given.at.remove());
    const template = parse(read('pipelines/gitlab.yml')) as Record<string, { script: string[] }> & {
      variables: Record<string, string>;
    };
    const job = template['production-readiness'];
    const act = (env: Readonly<Record<string, string>>) =>
      given.run(`set -e\n${job?.script.join('\n')}`, {
        ...template.variables,
        CI_MERGE_REQUEST_DIFF_BASE_SHA: '',
        ...env,
      });

    it('writes a code quality report and SARIF', () => {
      const { status, stderr } = act({});
      assert.equal(status, 0, stderr);
      const report = JSON.parse(readFileSync(inside('work/gl-code-quality-report.json'), 'utf8')) as object[];
      assert.deepEqual(
        report.map((each) => ({ ...each, fingerprint: 'some', description: 'some' })),
        [
          {
            description: 'some',
            check_name: 'outbound-call-timeout',
            fingerprint: 'some',
            severity: 'major',
            location: { path: 'web/load.ts', lines: { begin: 2, end: 2 } },
          },
        ],
      );
      assert.match(readFileSync(inside('work/production-readiness.sarif'), 'utf8'), /"version": "2\.1\.0"/);
    });

    it('shows what a merge request does, and fails only when asked to', () => {
      given.git('work', 'fetch', '-q', '--depth=1', 'origin', base);
      const merge = { CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
      const { status, stdout } = act(merge);
      assert.equal(status, 0);
      assert.match(stdout, /1 new finding/);
      assert.match(readFileSync(inside('work/production-readiness.md'), 'utf8'), /\| warning \|/);
      assert.equal(act({ ...merge, PRR_FAIL_ON: 'warning' }).status, 1);
    });
  });

  describe('the hook for pre-commit', () => {
    const given = runner();
    after(() => given.at.remove());
    const [hook] = parse(read('.pre-commit-hooks.yaml')) as { entry: string }[];

    it('shows what is new since the last commit, and stops the commit only when asked to', () => {
      const { status, stdout } = given.run(hook?.entry ?? '', {});
      assert.equal(status, 0);
      assert.match(stdout, /No findings/);
      appendFileSync(given.inside('work/web/load.ts'), "export const more = () => axios.get('http://other/');\n");
      const asked = given.run(`${hook?.entry} --fail-on warning`, {});
      assert.equal(asked.status, 1);
      assert.match(asked.stdout, /load\.ts\n {2}3:/);
      assert.match(asked.stdout, /1 finding in 1 file/);
    });
  });

  describe('a baseline file', () => {
    const given = runner();
    const { inside } = given;
    after(() => given.at.remove());
    const check = (args: string) => given.run(`node '${root}/dist/prr.cjs' check ${args}`, {});

    it('leaves out what it has, from whatever folder, and shows what is new', () => {
      assert.equal(check('--write-baseline ../baseline.json').status, 0);
      assert.match(check('--baseline ../baseline.json').stdout, /No findings, 1 in the baseline/);
      assert.match(check('--baseline ../baseline.json web').stdout, /No findings, 1 in the baseline/);
      appendFileSync(inside('work/web/load.ts'), "export const more = () => axios.get('http://other/');\n");
      const more = check('--baseline ../baseline.json --fail-on warning');
      assert.match(more.stdout, /1 finding in 1 file, 1 in the baseline/);
      assert.equal(more.status, 1);
      const { findings } = JSON.parse(check('--baseline ../baseline.json --format json').stdout) as {
        findings: unknown[];
      };
      assert.equal(findings.length, 1);
    });

    it('that is none is told, with what is wrong', () => {
      writeFileSync(inside('bad.json'), '{ "version": 2, "findings": [] }');
      writeFileSync(inside('text.json'), 'no JSON');
      assert.match(check('--baseline ../bad.json').stderr, /--baseline \.\.\/bad\.json: version: /);
      assert.match(check('--baseline ../text.json').stderr, /it is not JSON/);
      assert.match(check('--baseline ../gone.json').stderr, /there is no file/);
      assert.match(check('--write-baseline ../no/where.json').stderr, /its folder does not exist/);
      for (const file of ['bad', 'text', 'gone']) assert.equal(check(`--baseline ../${file}.json`).status, 2);
    });
  });
});
