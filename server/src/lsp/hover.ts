import { MarkupKind, type Hover, type MarkupContent } from 'vscode-languageserver';
import type { Guide } from '../guide/guide.ts';
import { command } from '../protocol.ts';
import { touches } from '../model/span.ts';
import type { Finding } from '../model/site.ts';
import type { Rule } from '../model/rule.ts';
import { visible } from '../report/terminal.ts';
import { lines } from './convert.ts';
import type { Context } from './context.ts';
import { commandLink, fileLink } from './links.ts';
import { observedHover } from './observed/hover.ts';
import { renderedHover } from './rendered.ts';
import { whyNotCounted } from '../report/shown.ts';
import { say } from '../words/say.ts';

/** Hover on a finding: why it matters, what to do, and where the Guide says more. */
export function registerHover(context: Context): void {
  context.connection.onHover(
    context.guard('hover', null, async ({ textDocument, position }): Promise<Hover | null> => {
      const document = await context.document(textDocument.uri);
      const text = await document?.core.live.text(document.file);
      if (!document || text === undefined) return null;
      const { words } = context;
      const offset = lines(text).offset(position);
      const findings = document.core.findings(document.file).filter((finding) => touches(finding.span, offset));
      const first = findings[0];
      const rendered = [
        observedHover(document, { offset, plain, language: context.words }) ?? [],
        (await renderedHover(document, position, context.words)) ?? [],
      ].flat();
      if (!first) return rendered.length === 0 ? null : { contents: contentsOf(context, rendered) };
      const { guide } = await document.core.review();
      const parts = findings.map((finding) => {
        const rule = document.core.rules.find((each) => each.id === finding.rule);
        return rule ? explain(finding, rule, { context, guide }) : '';
      });
      const why = whyNotCounted(document.core, document.file);
      if (why !== undefined)
        parts.push(`_${words.shown(say('hover.not-in-production', { why: plain(words.shown(why)) }))}_`);
      parts.push(...rendered);
      return { contents: contentsOf(context, parts), range: await document.at.range(first) };
    }),
  );
}

function contentsOf({ client }: Context, parts: readonly string[]): MarkupContent {
  return client.markdownHovers
    ? { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') }
    : { kind: MarkupKind.PlainText, value: parts.map(unmarked).join('\n\n') };
}

/** Why it matters and what to do. VS Code shows the message and the linked rule id of the diagnostic above it. */
function explain(finding: Finding, rule: Rule, { context, guide }: { context: Context; guide: Guide }): string {
  const { words } = context;
  const message = `${plain(words.shown(finding.message))} · \`${rule.id}\``;
  const said = finding.suppressed
    ? `${message}\n\n_${words.shown(say('hover.ignored', { reason: plain(finding.suppressed.reason) }))}_`
    : message;
  const { guide: ref, why, remedy } = rule.docs;
  const page = guide.page(ref);
  const file = page?.location === undefined ? context.guideLink(ref) : fileLink(page.location);
  // Hovers open no scheme of ours, but commands.
  const link = context.commands ? commandLink(command.openGuide, ref) : file;
  // The bundled page begins with what the rule says; an organisation's own has words of its own.
  const quote = page?.origin === 'organisation' ? guide.excerpt(ref) : undefined;
  return [
    ...(context.commands && !finding.suppressed ? [] : [said]),
    words.shown(why),
    `**${words.shown(say('hover.what-to-do'))}** ${words.shown(remedy)}`,
    ...(quote === undefined ? [] : [`> ${plain(quote).replace(/\s+/g, ' ')}`]),
    link === undefined ? `Guide: ${ref}` : `[${words.shown(say('hover.open-the-guide'))}](${link})`,
  ].join('\n\n');
}

/** The Markdown of `explain` for an editor that shows text as it is. */
function unmarked(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1: $2')
    .replace(/\*\*|(?<!\w)_|_(?!\w)/g, '')
    .replace(/\\(?=[\\`*_{}[\]()#+!|<>~])/g, '');
}

/** Text from the user's files or an organisation's Guide, so that it cannot become a link or markup. */
function plain(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');
}
