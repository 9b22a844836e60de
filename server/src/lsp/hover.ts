import { MarkupKind, type Hover } from 'vscode-languageserver';
import { command } from '../protocol.ts';
import { touches } from '../model/span.ts';
import type { Finding } from '../model/site.ts';
import type { Rule } from '../model/rule.ts';
import { lines } from './convert.ts';
import type { Context } from './context.ts';
import { whyNotCounted } from './shown.ts';

/** Hover on a finding: what, why here, what to do, and the Guide's words. */
export function registerHover(context: Context): void {
  context.connection.onHover(
    context.guard('hover', null, async ({ textDocument, position }): Promise<Hover | null> => {
      const document = await context.document(textDocument.uri);
      const text = await document?.core.live.text(document.file);
      if (!document || text === undefined) return null;
      const offset = lines(text).offset(position);
      const findings = document.core.findings(document.file).filter((finding) => touches(finding.span, offset));
      const first = findings[0];
      if (!first) return null;
      const { guide } = await document.core.review();
      const parts = findings.map((finding) => {
        const rule = document.core.rules.find((each) => each.id === finding.rule);
        return rule ? explain(finding, rule, { context, excerpt: guide.excerpt(rule.docs.guide) }) : '';
      });
      const why = whyNotCounted(document.core, document.file);
      if (why !== undefined)
        parts.push(`_Not in production: ${plain(why)}. Findings in this file are shown only while it is open._`);
      return {
        contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
        range: await document.at.range(first),
      };
    }),
  );
}

function explain(
  finding: Finding,
  rule: Rule,
  { context, excerpt }: { context: Context; excerpt: string | undefined },
): string {
  // Editors show the diagnostic's own message above; only an ignored finding has none.
  const here = finding.suppressed
    ? `\n\n${plain(finding.message)}.\n\n_Ignored here: ${plain(finding.suppressed.reason)}_`
    : '';
  const guide = context.commands
    ? `[Open the Guide](command:${command.openGuide}?${encodeURIComponent(JSON.stringify([rule.docs.guide]))})`
    : `Guide: ${rule.docs.guide}`;
  const quote = excerpt === undefined ? '' : `\n\n> ${plain(excerpt).replace(/\s+/g, ' ')}`;
  return `**${rule.summary}** · \`${rule.id}\`${here}\n\n${rule.docs.why}\n\n**What to do:** ${rule.docs.remedy}${quote}\n\n${guide}`;
}

/** Text from the user's files or an organisation's Guide, so that it cannot become a link or markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');
}
