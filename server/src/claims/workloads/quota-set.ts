import type { ClaimReader } from '../../model/claim.ts';
import { namespacesOf } from '../../rules/vocabulary/workloads/kustomize.ts';
import {
  decided,
  isOnlyComposed,
  notApplicable,
  notDeployed,
  open,
  picturedWorkloads,
  placeOf,
  productionFacts,
  productionWorkloads,
} from '../deployed.ts';

/** A ResourceQuota bounds what the pods of the service's namespace may take together. */
export const quotaSet: ClaimReader = {
  id: 'quota-set',
  looks:
    'ResourceQuotas of the namespaces of its production workloads; a LimitRange alone limits single containers only.',
  read(view) {
    if (picturedWorkloads(view).length === 0) return notDeployed('Does its namespace have a ResourceQuota?');
    if (isOnlyComposed(view)) return notApplicable('It does not run on Kubernetes');
    const workloads = productionWorkloads(view, /./);
    const namespaces = [
      ...new Set(workloads.flatMap(({ file, fact }) => namespacesOf({ file, namespace: fact.namespace }, view))),
    ];
    const quotas = productionFacts(view, 'quota').map((each) => ({
      each,
      of: namespacesOf({ file: each.file, namespace: each.fact.namespace }, view),
    }));
    const found = namespaces.map((namespace) => ({
      namespace,
      own: quotas.filter(({ of }) => of.includes(namespace)).map(({ each }) => each),
    }));
    const whole = found.map(({ own }) => own.find(({ fact }) => fact.by === 'ResourceQuota' && !fact.scoped));
    const missing = found[whole.indexOf(undefined)];
    if (namespaces.length > 0 && !missing)
      return decided(
        'shown',
        whole.flatMap((each, at) =>
          each
            ? [
                placeOf(
                  each,
                  `ResourceQuota ${each.fact.name} of ${namespaces[at] ?? ''} limits ${each.fact.limits.slice(0, 4).join(', ')}`,
                ),
              ]
            : [],
        ),
      );
    if (!missing) return open('Its manifests do not name a namespace', 'Does its namespace have a ResourceQuota?');
    const [partial] = missing.own;
    const places = partial ? [placeOf(partial, `${partial.fact.by} ${partial.fact.name}`)] : [];
    const because = partial
      ? `${partial.fact.by} ${partial.fact.name} does not limit the whole namespace ${missing.namespace}`
      : `No ResourceQuota found for the namespace ${missing.namespace}`;
    return open(because, `Does the namespace ${missing.namespace} have a ResourceQuota?`, places);
  },
};
