import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../analyse.ts';
import { startMcp, type Answered, type Session } from './client.ts';

// Ten tasks of an assistant on the example, each with the calls that it needs. What a model would do between the calls (read a
// file, word a text) is done here by hand. usage: npm run tasks -- [--write]

interface Call {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
}

interface Task {
  readonly name: string;
  /** Makes the calls one after the other; a later one may use what an earlier one gave. */
  run(ask: (tool: string, args?: Call['args']) => Promise<Answered>, text: (file: string) => string): Promise<string>;
}

/** What a task took. */
export interface TaskResult {
  readonly name: string;
  readonly calls: readonly Call[];
  /** Bytes of the texts that a model reads, and of the structured answers. */
  readonly text: number;
  readonly data: number;
  /** What came out, as the test expects it. */
  readonly outcome: string;
}

const client = 'frontend/src/search-client.ts';

/** The tasks of the table in docs/assistants.md. */
export const tasks: readonly Task[] = [
  {
    name: 'Find the riskiest call on the path of a request',
    async run(ask) {
      return (await ask('prr_findings', { entry: '/suggest', limit: 1 })).text;
    },
  },
  {
    name: 'Fix all missing timeouts and deadlines',
    async run(ask, text) {
      await ask('prr_findings', { rule: 'outbound-call-timeout', fixes: true });
      await ask('prr_findings', { rule: 'rpc-deadline', fixes: true });
      await ask('prr_findings', { rule: 'context-not-propagated', fixes: true });
      const fixed = text(client).replace(
        /(fetch\(`\$\{base\}\/v1\/suggest[^`]*`)\)/,
        '$1, { signal: AbortSignal.timeout(500) })',
      );
      return (await ask('prr_check_text', { path: client, text: fixed })).text;
    },
  },
  {
    name: 'Write a runbook for an alert that has none',
    async run(ask) {
      const { text } = await ask('prr_alerts', { alert: 'SearchIndexShrank' });
      await ask('prr_read_guide', { guide: 'runbooks' });
      await ask('prr_picture', { service: 'search' });
      return text;
    },
  },
  {
    name: 'Review what a branch changes',
    async run(ask) {
      const { text } = await ask('prr_findings', { since: 'HEAD', all: true });
      await ask('prr_explain_rule', { rule: 'outbound-call-timeout' });
      return text;
    },
  },
  {
    name: 'Say what breaks when a dependency fails',
    async run(ask) {
      const { text } = await ask('prr_picture', { service: 'indexer' });
      await ask('prr_checklist', { service: 'indexer', state: 'Failed' });
      return text;
    },
  },
  {
    name: 'Prepare a consultation of a service',
    async run(ask) {
      const { text } = await ask('prr_checklist', { service: 'frontend', state: 'Failed' });
      await ask('prr_checklist', { service: 'frontend', state: 'Manual answer required', limit: 10 });
      await ask('prr_engagement', { service: 'frontend' });
      await ask('prr_notes', { service: 'frontend', open: true });
      return text;
    },
  },
  {
    name: 'Propose an answer to a checklist item',
    async run(ask) {
      await ask('prr_checklist', { service: 'frontend', item: 'chg-rollback' });
      const reason = 'Deployments are rolled back with kubectl rollout undo.';
      const args = {
        service: 'frontend',
        item: 'chg-rollback',
        answer: 'yes',
        reason,
        evidence: ['deploy/frontend.yaml:47'],
      };
      return (await ask('prr_propose_answer', args)).text;
    },
  },
  {
    name: 'Make rollouts of a service safe',
    async run(ask, text) {
      await ask('prr_findings', { rule: 'rollout-too-wide', fixes: true });
      await ask('prr_read_guide', { guide: 'rolling-updates#numbers' });
      const file = 'deploy/search.yaml';
      return (await ask('prr_check_text', { path: file, text: text(file) })).text;
    },
  },
  {
    name: 'List the alerts that wake people without a runbook',
    async run(ask) {
      await ask('prr_findings', { rule: 'alert-without-runbook' });
      return (await ask('prr_alerts', { service: 'search' })).text;
    },
  },
  {
    name: 'Leave a review note at the worst finding',
    async run(ask) {
      const { data } = await ask('prr_findings', { limit: 1 });
      const [{ at, rule } = { at: '', rule: '' }] = data['findings'] as { at: string; rule: string }[];
      const [file, line] = at.split(':');
      return (
        await ask('prr_propose_note', {
          kind: 'risk',
          text: 'This call ends with its request only.',
          path: file,
          line: Number(line),
          rule,
        })
      ).text;
    },
  },
];

/** Runs the tasks on a copy of the example, which differs from its last commit in one file. */
export async function runTasks(): Promise<TaskResult[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prr-tasks-'));
  let session: Session | undefined;
  try {
    cpSync(path.join(root, 'examples/shakespeare'), folder, { recursive: true });
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
        stdio: 'pipe',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'a');
    writeFileSync(
      path.join(folder, 'frontend/src/rates.ts'),
      "export const rates = () => fetch('http://rates/today');\n",
    );
    const own = await startMcp(folder, 'An assistant');
    session = own;
    const results: TaskResult[] = [];
    for (const { name, run } of tasks) {
      const calls: Call[] = [];
      let [text, data] = [0, 0];
      const ask = async (tool: string, args: Call['args'] = {}) => {
        const answer = await own.call(tool, { ...args });
        if (answer.isError) throw new Error(`${name}, ${tool}: ${answer.text}`);
        calls.push({ tool, args });
        text += answer.bytes.text;
        data += answer.bytes.data;
        return answer;
      };
      const outcome = await run(ask, (file) => readFileSync(path.join(folder, file), 'utf8'));
      results.push({ name, calls, text, data, outcome });
    }
    return results;
  } finally {
    await session?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const marks = { begin: '<!-- tasks -->', end: '<!-- /tasks -->' };

/** The rows of the table, and the whole section as it is in the document. */
export function tableOf(results: readonly TaskResult[]): string {
  const size = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const callsOf = ({ calls }: TaskResult) =>
    calls
      .map(({ tool, args }) => {
        const short = Object.entries(args).filter(([key]) => !['text', 'reason', 'evidence'].includes(key));
        const shown = short.map(([key, value]) => `${key}: ${String(value)}`).join(', ');
        return `\`${tool.replace(/^prr_/, '')}\`${shown === '' ? '' : ` (${shown})`}`;
      })
      .join(', ');
  const rows = results.map(
    (result) => `| ${result.name} | ${callsOf(result)} | ${size(result.text)} | ${size(result.data)} |`,
  );
  return ['| task | calls | text | structured |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The table that a document has. */
export function tableIn(document: string): string {
  return document.split(marks.begin)[1]?.split(marks.end)[0]?.trim() ?? '';
}

if (process.argv[1] === import.meta.filename) {
  const table = tableOf(await runTasks());
  const file = path.join(root, 'docs/assistants.md');
  const before = readFileSync(file, 'utf8');
  if (process.argv.includes('--write')) writeFileSync(file, before.replace(tableIn(before), table));
  else console.log(table);
}
