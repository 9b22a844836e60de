import type { Fact } from '../model/fact.ts';
import type { Service } from '../model/service.ts';

/** The services that an artefact names: it belongs to them, wherever its file is. */
export function namedBy(services: readonly Service[], file: string, fact: Fact): readonly Service[] {
  switch (fact.kind) {
    case 'container':
      return services.filter((service) => service.workloads.includes(fact.owner.name));
    case 'workload':
      return services.filter((service) => service.workloads.includes(fact.name));
    case 'autoscaler':
      return services.filter((service) => service.workloads.includes(fact.target.name));
    case 'network-service':
      return services.filter((service) => service.name === fact.name || service.workloads.includes(fact.name));
    case 'disruption-budget': {
      const labels = Object.values(fact.selector.labels);
      return services.filter(({ name, workloads }) =>
        [name, ...workloads].some(
          (each) => fact.name === each || fact.name.startsWith(`${each}-`) || labels.includes(each),
        ),
      );
    }
    case 'alert': {
      const words = [fact.expr.text, ...fact.labels.map((label) => label.value), fact.group ?? ''].join(' ');
      return services.filter((service) => mentionsOne(words, service));
    }
    case 'metrics-export':
      return services.filter(
        ({ name, workloads }) => fact.workload !== undefined && [name, ...workloads].includes(fact.workload),
      );
    case 'objective':
      return services.filter((service) => mentionsOne([fact.service ?? '', fact.name].join(' '), service));
    case 'recording-rule':
      return services.filter((service) => mentionsOne([fact.name, fact.expr.text].join(' '), service));
    case 'panel': {
      const words = [fact.dashboard, ...fact.queries.map(({ expr }) => expr.text)].join(' ');
      return services.filter((service) => mentionsOne(words, service));
    }
    case 'page':
      return services.filter((service) => mentions(file.replace(/[/.]/g, ' '), service.name));
    default:
      return [];
  }
}

function mentionsOne(text: string, { name, workloads }: Service): boolean {
  return [name, ...workloads].some((each) => mentions(text, each));
}

/** The name stands in the text as a word; `-` and `_` are the same. */
function mentions(text: string, name: string): boolean {
  const plain = (word: string) => word.toLowerCase().replace(/_/g, '-');
  const at = plain(text).indexOf(plain(name));
  if (at < 0) return false;
  const around = [text[at - 1], text[at + name.length]];
  return around.every((character) => character === undefined || !/[a-z0-9]/i.test(character));
}
