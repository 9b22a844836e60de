import path from 'node:path';
import { catalogEntities, techInsights } from '../report/portfolio/backstage.ts';
import { readRecord, type Portfolio, type RepositoryRecord } from '../report/portfolio/format.ts';
import { mergeRecords } from '../report/portfolio/merge.ts';
import { portfolioHtml, portfolioMarkdown } from '../report/portfolio/page.ts';
import { jsonText } from '../report/json-text.ts';
import { openDiskFiles } from '../workspace/disk-files.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { writeOutput } from './output.ts';
import { kindOf } from './targets.ts';

const formats: Readonly<Record<string, (portfolio: Portfolio) => string>> = {
  markdown: portfolioMarkdown,
  html: portfolioHtml,
  json: jsonText,
  'backstage-facts': (portfolio) => jsonText(techInsights(portfolio)),
  'backstage-entities': catalogEntities,
};

/** `prr merge`: one report of many repositories. */
export const merge: Command = {
  name: 'merge',
  usage: 'FILE…',
  summary: 'Merge the records of many repositories (prr check --record) into one report',
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: Object.keys(formats),
      help: 'markdown (default), html, json, backstage-facts or backstage-entities',
    },
    output: { type: 'string', short: 'o', value: 'FILE', help: 'output file (default: standard output)' },
  },
  async run(args, { cwd, print, data, logger }) {
    if (args.positionals.length === 0) throw new UsageError('name the records, or a folder with them: prr merge FILE…');
    const files = args.positionals.flatMap((each) => recordsAt(path.resolve(cwd, each)));
    let leftOut = 0;
    function* records(): Generator<RepositoryRecord> {
      for (const file of files) {
        try {
          const text = openDiskFiles(path.dirname(file)).text(path.basename(file));
          if (text === undefined) throw new Error('it cannot be read, or is larger than 5 MB');
          yield readRecord(text);
        } catch (error) {
          leftOut++;
          logger.warn(`${file} is left out: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
    const merged = mergeRecords(records());
    if (merged.repositories.length === 0) throw new UsageError('there is no record that can be read');
    const format = args.text('format') ?? 'markdown';
    const text = formats[format]?.(merged) ?? '';
    const output = args.text('output');
    if (output !== undefined) await writeOutput(path.resolve(cwd, output), text);
    else (format === 'markdown' ? print : data)(text);
    // The report is whole for those that could be read; that some could not must not pass unseen in a pipeline.
    return leftOut > 0 ? 1 : 0;
  },
};

/** A file, or the JSON files of a folder. */
function recordsAt(full: string): readonly string[] {
  if (kindOf(full) === 'file') return [full];
  return openDiskFiles(full)
    .under('')
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.join(full, file));
}
