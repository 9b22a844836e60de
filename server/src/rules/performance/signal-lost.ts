import type { Container } from '../../model/artefact-fact.ts';
import type { ComposeService, ImageStart, StartCommand } from '../../model/image-fact.ts';
import { related, rule, type Evidence, type RuleContext } from '../../model/rule.ts';
import { developmentOfImage } from '../vocabulary/development.ts';
import type { Span } from '../../model/span.ts';
import { findScript } from '../vocabulary/stopping/start-script.ts';
import { execRepair } from '../vocabulary/stopping/start-repair.ts';
import { isInit, startOf, startOfShellForm, type Start } from '../vocabulary/stopping/start.ts';
import { say } from '../../words/say.ts';

export const signalLost = rule({
  severity: 'warning',
  harm: 'errors',
  scope: 'cross',
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['image-start', 'container', 'compose-service'],
  check(fact, context) {
    if (fact.kind === 'image-start') checkImage(fact, context);
    else if (fact.kind === 'container') checkContainer(fact, context);
    else checkService(fact, context);
  },
});

/** Images for work on the code. */
const forDevelopers =
  /(^|\/)\.devcontainer\/|[._-](dev|develop|development|local|test|debug|lint|ci|tilt)$|(^|\/|[._-])(dev|develop|development|local|test|debug)\.(dockerfile|containerfile)$/i;

/** Scripts for what runs once, by their name: nobody waits for its answers. */
const endsByItself = /(migrat|seed|setup|backup|restore|job|cron|test|lint|build|import|export)[^/]*$/i;

function checkImage(image: ImageStart, context: RuleContext): void {
  const { entrypoint, cmd, shell, base } = image;
  const first = entrypoint ?? cmd;
  if (!first || forDevelopers.test(context.file) || /windows|nanoserver|servercore/i.test(base)) return;
  if (shell && /^(powershell|pwsh|cmd)(\.exe)?$/i.test(shell[0]?.split(/[/\\]/).at(-1) ?? '')) return;
  const around: Around = { context, image, ...otherwise(image, context) };
  if (first.form === 'shell') return report(startOfShellForm(first.words[0] ?? '', shell), first, around);
  const words = cmd?.form === 'exec' && entrypoint ? [...entrypoint.words, ...cmd.words] : first.words;
  const start = startOf(words);
  if (start.verdict !== 'script') {
    if (entrypoint && cmd?.form === 'shell') return sayBehind(entrypoint, cmd, { start, around });
    return report(start, first, around);
  }
  const script = findScript(start.script, image.copied, context);
  if (!script) {
    const ask = say('signal.does-it-end-with-exec');
    return report(
      { verdict: 'unknown', message: say('signal.could-not-determine-what-does', { script: start.script }), ask },
      first,
      around,
    );
  }
  const evidence = { related: [related(script, say('signal.the-last-command-of-the'))] };
  const { hands } = script.fact;
  if (hands === 'unknown' || endsByItself.test(start.script)) {
    const message = say('signal.could-not-determine-whether-forwards', { script: start.script });
    return report({ verdict: 'unknown', message, ask: say('signal.does-it-stop-the-program') }, first, {
      ...around,
      evidence,
    });
  }
  if (hands === 'keeps') {
    const message = say('signal.does-not-exec-the-program', { script: start.script });
    return report({ verdict: 'lost', message }, first, { ...around, evidence, script });
  }
  if (hands === 'forwards')
    return context.shown(first.span, say('signal.the-trap-of-forwards-sigterm', { script: start.script }), evidence);
  // What a script with `exec "$@"` starts is what CMD says.
  if (cmd?.form === 'shell') return report(startOfShellForm(cmd.words[0] ?? '', shell), cmd, around);
  const handed = start.rest.length > 0 ? startOf(start.rest) : undefined;
  if (handed?.verdict === 'lost' && cmd) return report(handed, cmd, around);
  context.shown(first.span, say('signal.starts-the-program-with-exec', { script: start.script }), evidence);
}

interface Around {
  readonly context: RuleContext;
  readonly image?: ImageStart;
  /** Why what the image says may not count. */
  readonly otherwise?: string;
  readonly evidence?: Evidence;
  readonly script?: ReturnType<typeof findScript>;
}

/** Manifests and compose files that start it in another way. */
function otherwise(image: ImageStart, context: RuleContext): { otherwise?: string } {
  const { file, inService, inWorkspace } = context;
  const development = developmentOfImage(image, context);
  if (development !== undefined) return { otherwise: development };
  const services = inWorkspace('compose-service').filter(({ fact }) => fact.dockerfile === file);
  if (services.length > 0 && services.every(({ fact }) => fact.init))
    return { otherwise: say('signal.compose-runs-it-under-an') };
  const containers = inService('container').filter(({ fact }) => fact.role === 'main' && !fact.partial);
  if (containers.length > 0 && containers.every(({ fact }) => fact.program !== undefined))
    return { otherwise: say('signal.its-manifest-sets-another-command') };
  return {};
}

/** CMD in shell form, whose shell is started by an ENTRYPOINT in exec form, or handed to it as arguments. */
function sayBehind(entrypoint: StartCommand, cmd: StartCommand, { start, around }: { start: Start; around: Around }) {
  if (start.verdict === 'none') return report(startOfShellForm(cmd.words[0] ?? '', around.image?.shell), cmd, around);
  if (start.verdict !== 'arrives') return report(start, entrypoint, around);
  const [message, ask] = isInit(entrypoint.words[0] ?? '')
    ? [say('signal.an-init-forwards-signals-to'), say('signal.does-the-shell-exec-the')]
    : [say('signal.cmd-in-shell-form-is'), say('signal.does-entrypoint-start-its-arguments')];
  report({ verdict: 'unknown', message, ask }, cmd, around);
}

function report(start: Start, { span }: { span: Span }, around: Around): void {
  const { context, evidence } = around;
  if (start.verdict === 'arrives') context.shown(span, start.message, evidence);
  else if (start.verdict === 'unknown') context.cannotTell(span, start.message, start.ask, evidence);
  else if (start.verdict === 'lost' && around.otherwise !== undefined)
    context.cannotTell(
      span,
      say('joint.more', { message: start.message, more: around.otherwise }),
      say('signal.is-the-image-ever-started'),
      evidence,
    );
  else if (start.verdict === 'lost')
    context.violated(span, start.message, {
      ...evidence,
      fixes: around.image ? execRepair(span, { image: around.image, script: around.script, context }) : [],
    });
}

function checkContainer(container: Container, context: RuleContext): void {
  const { program, programArguments = [], owner, role, partial } = container;
  const [first] = program ?? [];
  if (!first || partial || role === 'init' || owner.ends) return;
  const start = startOf([...(program ?? []), ...programArguments].map(({ text }) => text));
  if (start.verdict !== 'script') report(start, first, { context });
}

function checkService(service: ComposeService, context: RuleContext): void {
  const { entrypoint, command, init } = service;
  const first = entrypoint ?? command;
  if (!first) return;
  const start = startOf([...(entrypoint?.words ?? []), ...(command?.words ?? [])]);
  if (start.verdict === 'script' || start.verdict === 'none') return;
  // Without an entrypoint here the words may be nothing but arguments of the image's own.
  if (!entrypoint && start.verdict === 'arrives') return;
  if (init && start.verdict !== 'arrives')
    return context.shown(first.span, say('signal.runs-under-an-init', { name: service.name }));
  report(start, first, { context });
}
