import { writeYamlData } from '../../syntax/yaml-data.ts';
import type { Portfolio } from './format.ts';

/** https://backstage.io/docs/features/software-catalog/descriptor-format/#name-required */
const longestName = 63;

/**
 * The services as facts of Backstage's Tech Insights, one list for a fact retriever to return:
 * https://github.com/backstage/community-plugins/tree/main/workspaces/tech-insights
 */
export function techInsights({ services, repositories }: Portfolio): readonly object[] {
  const nameOf = entityNames(services);
  const recorded = new Map(repositories.map(({ name, at }) => [name, at]));
  return services.map(({ repository, name, level, findings, claims }) => ({
    entity: { namespace: 'default', kind: 'Component', name: nameOf({ repository, name }) },
    facts: {
      readiness: level,
      findings,
      checksPassed: claims.passed,
      checksFailed: claims.failed,
      checksInconclusive: claims.inconclusive,
      checksManual: claims.manual,
      checksApplicable: claims.applicable,
    },
    timestamp: recorded.get(repository),
  }));
}

/** The services as entities of Backstage's catalog, for those that are not in it yet. */
export function catalogEntities({ services }: Portfolio): string {
  const nameOf = entityNames(services);
  const documents = services.map(({ repository, name, owner }) =>
    writeYamlData({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: nameOf({ repository, name }),
        annotations: { 'production-readiness/repository': repository },
      },
      spec: { type: 'service', lifecycle: 'production', owner: owner ?? 'unknown' },
    }),
  );
  return documents.join('---\n');
}

type Named = Pick<Portfolio['services'][number], 'repository' | 'name'>;

/** The names of services as entities; where several repositories have one of a name, with the repository before it. */
function entityNames(services: readonly Named[]): (service: Named) => string {
  const repositories = new Map<string, Set<string>>();
  for (const { repository, name } of services) {
    const own = entityName(name);
    repositories.set(own, (repositories.get(own) ?? new Set()).add(repository));
  }
  return ({ repository, name }) => {
    const own = entityName(name);
    return (repositories.get(own)?.size ?? 0) > 1 ? entityName(`${repository}-${name}`) : own;
  };
}

/** A name as Backstage takes it: letters, digits and `-_.` between them. */
function entityName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, longestName);
  return plain.replace(/^[._-]+|[._-]+$/g, '') || 'unnamed';
}
