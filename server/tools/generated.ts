import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { configurationOf, withRuleIds } from './configuration.ts';
import { packSchema } from '../src/knowledge/pack.ts';
import type { Rule } from '../src/model/rule.ts';
import { aspectTitles, aspects } from '../src/model/site.ts';
import { checklistFormat } from '../src/review/checklist-format.ts';
import { answerFormat, noteEntryFormat, noteFormat, serviceFormat } from '../src/review/formats.ts';
import { proposalFormat } from '../src/review/proposals/format.ts';
import { summaryFormat } from '../src/report/summary/format.ts';
import { portfolioFormat, recordFormat } from '../src/report/portfolio/format.ts';
import { systemFormat } from '../src/report/system/format.ts';
import { observedFormat } from '../src/review/observed.ts';
import { alertmanagerFormat } from '../src/review/observed-alertmanager.ts';
import { exportFormat } from '../src/review/export-format.ts';
import { engagementFormats } from '../src/engagement/formats.ts';
import { documented } from '../src/rules/registry.ts';
import { settingsTable } from '../src/settings.ts';
import { readBundled } from './read-bundled.ts';
import { languageModelTools } from './language-model-tools.ts';
import { clientWords } from './client-words.ts';
import { serverWords } from './server-words.ts';
import { keyed, manifestWords } from './manifest-words.ts';

/** Every generated file with the text that it must have; a test compares, `npm run generate` writes. */
export async function generatedFiles(root: string): Promise<Map<string, string>> {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const { bundled } = readBundled(root);
  const rules = documented(bundled.rules);
  const settings = keyed(settingsOf(rules));
  const tools = languageModelTools();
  const { contributes, description } = manifest;
  const words = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
  return new Map([
    [
      'package.json',
      json({
        ...manifest,
        contributes: { ...contributes, languageModelTools: tools.contributed, configuration: settings.groups },
      }),
    ],
    ['package.nls.json', json(manifestWords(words, { generated: { ...tools.words, ...settings.words }, description }))],
    ['schemas/settings.schema.json', json(settingsSchema(rules))],
    ['schemas/answer.schema.json', json(schemaOf(answerFormat))],
    ['schemas/service.schema.json', json(schemaOf(serviceFormat))],
    ['schemas/note.schema.json', json(schemaOf(noteFormat))],
    ['schemas/note-entry.schema.json', json(schemaOf(noteEntryFormat))],
    ['schemas/proposal.schema.json', json(schemaOf(proposalFormat))],
    ['schemas/checklist.schema.json', json(schemaOf(checklistFormat))],
    ['schemas/pack.schema.json', json(schemaOf(packSchema))],
    ['schemas/observed.schema.json', json(schemaOf(observedFormat))],
    ['schemas/observed-alertmanager.schema.json', json(schemaOf(alertmanagerFormat))],
    ['schemas/export.schema.json', json(schemaOf(exportFormat))],
    ['schemas/summary.schema.json', json(schemaOf(summaryFormat))],
    ['schemas/system-summary.schema.json', json(schemaOf(systemFormat))],
    ['schemas/record.schema.json', json(schemaOf(recordFormat))],
    ['schemas/portfolio.schema.json', json(schemaOf(portfolioFormat))],
    ...Object.entries(engagementFormats).map(
      ([name, format]) => [`schemas/${name}.schema.json`, json(schemaOf(format))] as const,
    ),
    ['l10n/bundle.l10n.json', json(Object.fromEntries((await clientWords(root)).map((text) => [text, text])))],
    ['l10n/server.json', serverWords(bundled)],
    ['RULES.md', rulesPage(rules)],
  ]);
}

/** What a user of the editor can switch off; all are on. */
const switches: Readonly<Record<string, string>> = {
  enable: 'Enable Production Readiness. When off, no server runs and no findings are shown.',
  codeLens: 'Show at each metric which alerts, dashboards and recording rules use it.',
  notesInEditor: 'Show consultation notes in the editor, with an icon in the margin.',
  statusBar: 'Show the state and the number of findings in the status bar.',
};

/** Servers that *Observe Production* asks; none by default. */
const observed: Readonly<Record<string, string>> = {
  prometheus:
    'Address of the Prometheus server that *Observe Production* asks, such as `http://localhost:9090`. Only user settings count.',
  alertmanager:
    'Address of the Alertmanager that *Observe Production* asks, such as `http://localhost:9093`. Only user settings count.',
};

interface Manifest {
  readonly description: string;
  readonly contributes?: { readonly configuration?: unknown };
}

function settingsOf(rules: readonly Rule[]) {
  const properties: Record<string, Record<string, unknown>> = {};
  for (const [key, { description, schema, default: value }] of Object.entries(settingsTable)) {
    properties[`prr.${key}`] = { ...schema, default: value, scope: 'resource', markdownDescription: description };
  }
  properties['prr.noteMargin'] = {
    type: 'boolean',
    default: false,
    scope: 'window',
    markdownDescription:
      'Show a `+` in the margin of every line, to write a note there. *Write a Note* in the context menu works without it.',
  };
  // Of the scope `application`: neither a workspace nor a folder nor a dev container can set them.
  for (const [name, markdownDescription] of Object.entries(observed))
    properties[`prr.observe.${name}`] = { type: 'string', default: '', scope: 'application', markdownDescription };
  for (const [name, markdownDescription] of Object.entries(switches))
    properties[`prr.${name}`] = { type: 'boolean', default: true, scope: 'window', markdownDescription };
  properties['prr.trace.server'] = {
    type: 'string',
    enum: ['off', 'messages', 'verbose'],
    default: 'off',
    scope: 'window',
    markdownDescription: 'Traces the communication between VS Code and the language server in the output channel.',
  };
  return configurationOf(properties, { rules });
}

function settingsSchema(rules: readonly Rule[]): object {
  const properties = Object.fromEntries(
    Object.entries(settingsTable).map(([key, { description, schema, default: value }]) => [
      key,
      { ...(key === 'rules' ? withRuleIds({ ...schema }, rules) : schema), description, default: value },
    ]),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of Production Readiness for this repository (.prr/settings.yaml)',
    type: 'object',
    properties,
    additionalProperties: false,
  };
}

function schemaOf(format: z.ZodType): object {
  return z.toJSONSchema(format, { io: 'input', target: 'draft-7' });
}

function rulesPage(rules: readonly Rule[]): string {
  const lines = [
    '# Rules',
    '',
    'Generated by `npm run generate` from the rules themselves; `prr explain RULE` says more of each.',
    '',
  ];
  for (const aspect of aspects) {
    const own = rules.filter((rule) => rule.aspect === aspect);
    if (own.length === 0) continue;
    lines.push(
      `## ${aspectTitles[aspect]}`,
      '',
      '| rule | the good state | severity | fix | Guide |',
      '| --- | --- | --- | --- | --- |',
    );
    for (const { id, summary, severity, fix, docs } of own) {
      const [page = '', heading] = docs.guide.split('#');
      lines.push(
        `| \`${id}\` | ${summary} | ${severity} | ${fix} | [${docs.guide}](guide/${page}.md${heading === undefined ? '' : `#${heading}`}) |`,
      );
    }
    lines.push('');
  }
  return lines.join('\n');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
