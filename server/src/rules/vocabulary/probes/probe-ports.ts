import type { Container, Probe } from '../../../model/artefact-fact.ts';
import type { Text } from '../../../model/observation.ts';
import { related, type RuleContext } from '../../../model/rule.ts';
import type { Fix } from '../../../model/site.ts';
import { say } from '../../../words/say.ts';

/** A probe's container, and where it is judged. */
interface Around {
  readonly container: Container;
  readonly context: RuleContext;
}

/** The protocol of the port that a probe asks, where it is none of TCP: a probe of Kubernetes speaks no other. */
export function otherProtocol({ port }: Probe, { ports }: Container): string | undefined {
  const asked = ports.filter(({ name, number }) => port?.text === name || port?.text === String(number));
  return asked.length > 0 && asked.every(({ protocol }) => protocol.toUpperCase() !== 'TCP')
    ? asked[0]?.protocol
    : undefined;
}

/** False when a site was reported: then the path need not be looked at. */
export function portIsThere(probe: Probe, { container, context }: Around): boolean {
  const { port } = probe;
  if (!port || !/^[\w-]+$/.test(port.text)) return false;
  if (/^\d+$/.test(port.text)) return numberIsThere(port, { container, context });
  if (container.ports.some((each) => each.name === port.text)) return true;
  const names = container.ports.flatMap((each) => each.name ?? []);
  const known =
    names.length > 0
      ? say('probe-ports.it-has', { names: names.join(', ') })
      : say('probe-ports.it-has-no-named-ports');
  const only = container.ports.length === 1 ? container.ports[0] : undefined;
  context.violated(port.span, say('probe-ports.has-no-port-so-the', { name: container.name, port: port.text, known }), {
    fixes: only?.number ? [replacing(port, String(only.name ?? only.number), context)] : [],
  });
  return false;
}

function numberIsThere(port: Text, { container, context }: Around): boolean {
  const number = Number(port.text);
  const ports = container.ports.map((each) => each.number);
  if (ports.includes(number) || ports.includes(0) || ports.length === 0) return true;
  if (container.command?.some((word) => word.includes(port.text))) return true;
  const servers = context.inServiceOf(keyOf(container), 'server') ?? [];
  // A library may listen where we see nothing: only code whose every port is known proves that nothing listens.
  if (servers.length === 0 || servers.some(({ fact }) => fact.port === undefined || fact.port === number)) return true;
  const listens = [...new Set(servers.map(({ fact }) => fact.port))].join(', ');
  const message = say('probe-ports.nothing-listens-on-port-opens', {
    port: port.text,
    name: container.name,
    ports: ports.join(', '),
    listens,
  });
  context.violated(port.span, message, {
    related: servers.slice(0, 3).map((each) => related(each, say('probe-ports.the-server'))),
    fixes: ports.length === 1 ? [replacing(port, String(ports[0]), context)] : [],
  });
  return false;
}

/** What a container's service is found by. */
export function keyOf({ name, image, owner }: Container) {
  return { name, owner: owner.name, ...(image ? { image: image.text } : {}) };
}

/** Puts another text in the place of one. */
export function replacing(old: Text, text: string, context: RuleContext): Fix {
  return {
    title: say('probe-ports.use-instead-of', { text, old: old.text }),
    safety: 'suggestion',
    changes: [{ file: context.file, edits: [{ span: old.span, text }] }],
  };
}
