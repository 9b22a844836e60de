import { writeYamlData } from '../../syntax/yaml-data.ts';
import type { Portfolio } from './format.ts';

/** https://backstage.io/docs/features/software-catalog/descriptor-format/#name-required */
const longestName = 63;

/**
 * The services as facts of Backstage's Tech Insights, one list for a fact retriever to return:
 * https://github.com/backstage/community-plugins/tree/main/workspaces/tech-insights
 */
export function techInsights({ services, repositories }: Portfolio): readonly object[] {
  const recorded = new Map(repositories.map(({ name, at }) => [name, at]));
  return services.map(({ repository, name, level, findings, claims }) => ({
    entity: { namespace: 'default', kind: 'Component', name: entityName(name) },
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
  const known = new Set<string>();
  const documents = services.flatMap(({ repository, name, owner }) => {
    const own = entityName(name);
    if (known.has(own)) return [];
    known.add(own);
    return [
      writeYamlData({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: own, annotations: { 'production-readiness/repository': repository } },
        spec: { type: 'service', lifecycle: 'production', owner: owner ?? 'unknown' },
      }),
    ];
  });
  return documents.join('---\n');
}

/** A name as Backstage takes it: letters, digits and `-_.` between them. */
function entityName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, longestName);
  return plain.replace(/^[._-]+|[._-]+$/g, '') || 'unnamed';
}
