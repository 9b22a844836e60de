import type { ContextUse } from '../../model/context-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { stepsOf, subjectOf } from '../vocabulary/request-path.ts';

const handler = (context: string) => `package orders

import (
	"context"
	"database/sql"
	"net/http"
)

var db *sql.DB

func keep(ctx context.Context) error { return db.PingContext(ctx) }

func create(w http.ResponseWriter, r *http.Request) {
	if err := keep(${context}); err != nil {
		http.Error(w, "try again", http.StatusServiceUnavailable)
	}
}
`;

const search = (
  options: string,
) => `export async function search(query: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(\`https://search.internal/?q=\${query}\`${options});
  return response.json();
}
`;

const callee = (parameter: string, context: string, given: string) => `package orders

import (
	"context"
	"database/sql"
	"net/http"
)

var db *sql.DB

func keep(${parameter}) error { return db.PingContext(${context}) }

func create(w http.ResponseWriter, r *http.Request) {
	if err := keep(${given}); err != nil {
		http.Error(w, "try again", http.StatusServiceUnavailable)
	}
}
`;

export const contextNotPropagated = rule({
  id: 'context-not-propagated',
  summary: 'Deadline and cancellation are handed on',
  aspect: 'architecture',
  severity: 'warning',
  harm: 'outage',
  scope: 'file',
  refines: true,
  since: '0.2.0',
  fix: 'suggestion',
  docs: {
    why: 'Work that does not know that its caller has given up goes on for nobody: under load, when callers time out most, a service is then busy with answers that no one waits for, and retries pile on top.',
    remedy:
      'Hand the context or signal on that you were given. Where work must outlive the request, detach it on purpose, with a deadline of its own.',
    guide: 'deadlines',
    examples: [
      {
        title: 'Go: a new context below a handler',
        bad: { 'orders.go': handler('context.Background()') },
        good: { 'orders.go': handler('r.Context()') },
      },
      {
        title: 'Go: a function without a context, on the way of a request',
        bad: { 'orders.go': callee('', 'context.Background()', '') },
        good: { 'orders.go': callee('ctx context.Context', 'ctx', 'r.Context()') },
      },
      {
        title: 'TypeScript: a signal that stops here',
        bad: { 'search.ts': search('') },
        good: { 'search.ts': search(', { signal }') },
      },
    ],
  },
  reads: ['context-use'],
  check(use, context) {
    const { span, atHand, api, doubt } = use;
    switch (use.does) {
      case 'begins': {
        const path = context.onPath(span);
        if (path?.carrier === undefined || path.waits !== 'user') return;
        const message = `${atHand} gets ${api}() where ${subjectOf(path)} waits: ${path.carrier} of its caller ends before it`;
        return context.violated(span, message, { related: stepsOf(path) });
      }
      case 'passes':
        return context.shown(span, `${api} gets ${atHand}`);
      case 'keeps-cancel':
        return context.shown(span, `what ends ${atHand} early is called or kept`);
      case 'stores-cancel':
        return judgeDrawer(use, context);
      case 'takes-cancel':
        return;
      case 'loses-cancel':
        return context.violated(span, `what ends ${atHand} early is lost: it lives on until its parent ends`, {
          fixes: fixesOf(use.repair, context.file),
        });
      case 'unused':
        return context.violated(span, `no call gets the context that ${api} makes: its limit bounds nothing`);
      case 'ignores':
        return context.violated(
          span,
          `this loop never ends and never asks ${atHand}: it goes on when its caller is done, until the process is killed`,
        );
      case 'outlived':
        return context.violated(
          span,
          `${atHand} ends when the answer is sent, and the goroutine that has it goes on: it is cancelled half-way`,
        );
      case 'begins-anew':
      case 'drops': {
        const message =
          use.does === 'drops'
            ? `${api} does not get ${atHand}: it goes on when nobody waits any more`
            : `${api} forgets ${atHand}: the deadline and the cancellation of the caller end here`;
        if (doubt === undefined) return context.violated(span, message, { fixes: fixesOf(use.repair, context.file) });
        return context.cannotTell(span, `${message}; ${doubt}`, 'Is it meant to go on without its caller?');
      }
    }
  },
});

/** What ends a context is kept: whether anything of the package takes it out again. */
function judgeDrawer({ span, atHand, drawer }: ContextUse, context: RuleContext): void {
  if (!drawer || !context.production()) return;
  const folder = folderOf(context.file);
  const all = context
    .inWorkspace('context-use')
    .filter(({ file, fact }) => fact.drawer?.name === drawer.name && folderOf(file) === folder);
  // What no other file is joined with, a test or a copied package, tells for itself alone.
  const isJoined = all.some(({ file }) => file === context.file);
  const own = context.inFile('context-use').flatMap((fact) => (fact.drawer ? [{ file: context.file, fact }] : []));
  const named = isJoined ? all : own.filter(({ fact }) => fact.drawer?.name === drawer.name);
  const taken = named.filter(
    ({ fact: { does, drawer: from } }) =>
      does === 'takes-cancel' && (from?.of === undefined || drawer.of === undefined || from.of === drawer.of),
  );
  const [first] = taken;
  const isSame = taken.some(({ fact }) => fact.drawer?.of === drawer.of);
  const others = new Set(named.flatMap(({ fact }) => (fact.does === 'stores-cancel' ? [fact.drawer?.of] : [])));
  const evidence = { related: first ? [related(first, `it is taken from ${drawer.name} here`)] : [] };
  if (first && (isSame || others.size === 1))
    return context.shown(span, `what ends ${atHand} early is kept in ${drawer.name}`, evidence);
  if (first) {
    const message = `what ends ${atHand} early is kept in ${drawer.name}, a name that other types have as well`;
    return context.cannotTell(span, message, 'Which of them is it whose field is called?', evidence);
  }
  if (!isJoined) return;
  const message = `what ends ${atHand} early is kept in ${drawer.name}, and nothing calls it`;
  if (/^[A-Z]/.test(drawer.name))
    return context.cannotTell(span, `${message} in this package`, 'Does another package call it?');
  context.violated(span, `${message}: it lives on until its parent ends`);
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
