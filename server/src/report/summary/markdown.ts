import { markdownSections } from '../blocks/markdown.ts';
import { text } from '../markdown-text.ts';
import { appendix } from './appendix.ts';
import { firstPages } from './first.ts';
import type { Summary } from './format.ts';

/** The summary as one Markdown page without HTML: two pages that stand alone, then the appendix; stable, so that two exports can be compared. */
export function markdownSummary(summary: Summary): string {
  const { service } = summary;
  const parts = [
    `# Production readiness of ${text(service.title ?? service.name)}`,
    ...markdownSections(firstPages(summary)),
    '## Appendix',
    ...appendix(summary),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
