import assert from 'node:assert/strict';
import { extractArtefact } from '../../server/src/facts/artefacts/extract.ts';
import type { FactKind, FactOf } from '../../server/src/model/fact.ts';
import { applyEdits } from '../../server/src/model/span.ts';

function facts<K extends FactKind>(kind: K, text: string, file = 'a.yaml'): FactOf<K>[] {
  return extractArtefact(file, text).filter((fact): fact is FactOf<K> => fact.kind === kind);
}

function one<K extends FactKind>(kind: K, text: string, file?: string): FactOf<K> {
  const found = facts(kind, text, file);
  assert.equal(found.length, 1, `${kind}: ${JSON.stringify(found)}`);
  return found[0]!;
}

const pod = (containers: string) => `spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
${containers}`;

const object = (kind: string, rest: string) => `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: web }\n${rest}`;
const web = '        - { name: web, image: r/web:1 }\n';

describe('Kubernetes facts', () => {
  it('reads a workload with all that rules ask for', () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  annotations: { owner: team-a }
spec:
  replicas: 3
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxUnavailable: "50%", maxSurge: 1 }
${pod(web).replace('spec:\n', '')}`;
    const fact = one('workload', text);
    const at = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
    assert.equal(at(fact.span), 'web');
    assert.deepEqual(
      [fact.workload, fact.namespace, fact.replicas?.count, fact.partial, fact.annotations, fact.podLabels],
      ['Deployment', 'shop', 3, false, { owner: 'team-a' }, { app: 'web' }],
    );
    assert.deepEqual(
      [fact.strategy?.type, fact.strategy?.maxUnavailable, fact.strategy?.maxSurge].map((value) => [
        value?.text,
        at(value?.span),
      ]),
      [
        ['RollingUpdate', 'RollingUpdate'],
        ['50%', '50%'],
        ['1', '1'],
      ],
    );
  });

  it('reads a container with ports and probes', () => {
    const text = object(
      'Deployment',
      pod(`        - name: web
          image: r/web:1
          command: [node]
          args: [server.js, --port, "8080"]
          ports:
            - { name: http, containerPort: 8080 }
            - { containerPort: 53, protocol: UDP }
            - { containerPort: $(PORT) }
          readinessProbe:
            httpGet: { path: /ready, port: http }
          livenessProbe: { tcpSocket: { port: 8080 } }
          startupProbe: { exec: { command: [x] } }
`),
    );
    const fact = one('container', text);
    assert.equal(text.slice(fact.readiness?.span.start, fact.readiness?.span.end), 'readinessProbe');
    assert.deepEqual(
      [fact.readiness?.handler, fact.readiness?.path?.text, fact.readiness?.port?.text],
      ['http', '/ready', 'http'],
    );
    assert.deepEqual([fact.liveness?.handler, fact.startup?.handler], ['tcp', 'exec']);
    assert.deepEqual(fact.command, ['node', 'server.js', '--port', '8080']);
    assert.deepEqual(
      fact.ports.map(({ name, number, protocol }) => [name, number, protocol]),
      [
        ['http', 8080, 'TCP'],
        [undefined, 53, 'UDP'],
        [undefined, 0, 'TCP'],
      ],
    );
    assert.deepEqual(fact.owner, { workload: 'Deployment', name: 'web', podLabels: { app: 'web' } });
  });

  it('finds the pod of every kind', () => {
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'Rollout', 'DeploymentConfig']) {
      assert.equal(one('container', object(kind, pod(web))).owner.workload, kind);
    }
    assert.equal(one('container', object('Pod', 'spec:\n  containers:\n' + web)).owner.workload, 'Pod');
    const cron = object(
      'CronJob',
      `spec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers: [{ name: web, image: x }]\n`,
    );
    assert.equal(one('container', cron).owner.workload, 'CronJob');
  });

  it('tells init containers and sidecars from main ones', () => {
    const text = object(
      'Deployment',
      pod(`${web}      initContainers:
        - { name: first, image: x }
        - { name: along, image: x, restartPolicy: Always }
`),
    );
    assert.deepEqual(
      facts('container', text).map(({ name, role }) => [name, role]),
      [
        ['web', 'main'],
        ['first', 'init'],
        ['along', 'sidecar'],
      ],
    );
  });

  it('takes patches and fragments for partial', () => {
    const noImage = object('Deployment', pod('        - { name: web }\n'));
    const noSelector = object('Deployment', pod(web).replace(/ {2}selector.*\n/, ''));
    const noLabels = noSelector.replace('    metadata: { labels: { app: web } }\n', '');
    const marked = object('Deployment', pod(web)).replace('spec:', '$patch: replace\nspec:');
    const whole = object('Deployment', pod(web));
    for (const text of [noImage, noLabels, marked]) assert.equal(one('workload', text).partial, true);
    assert.equal(one('workload', whole, 'overlays/prod/web-patch.yaml').partial, true);
    assert.equal(one('workload', whole, 'deploy/dispatch.yaml').partial, false);
    assert.equal(one('workload', noSelector).partial, false, 'its pods are labelled');
    const old = noLabels.replace('apps/v1', 'extensions/v1beta1');
    assert.equal(one('workload', old).partial, false);
    assert.equal(one('workload', whole.replace('spec:', 'spec:\n  replicas: ${N}')).partial, true);
  });

  it('knows volumes of a single writer', () => {
    const claim = (mode: string) =>
      `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: [${mode}] }\n`;
    const mounts = object(
      'Deployment',
      `${pod(web)}      volumes: [{ name: d, persistentVolumeClaim: { claimName: data } }]\n`,
    );
    const of = (text: string) => one('workload', text).singleWriterVolume;
    assert.equal(of(object('Deployment', pod(web))), 'absent');
    assert.equal(of(mounts), 'unknown');
    assert.equal(of(mounts + claim('ReadWriteOnce')), 'present');
    assert.equal(of(`${claim('ReadWriteOncePod')}---\n${mounts}`), 'present');
    assert.equal(of(mounts + claim('ReadWriteMany')), 'absent');
    const set = object(
      'StatefulSet',
      pod(web).replace('spec:', 'spec:\n  volumeClaimTemplates: [{ spec: { accessModes: [ReadWriteOnce] } }]'),
    );
    assert.equal(of(set), 'present');
  });

  it('reads Services and autoscalers', () => {
    const service = one(
      'network-service',
      'apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec:\n  selector: { app: web }\n  ports: [{ name: http, port: 80, targetPort: web }, { port: 443 }]\n',
    );
    assert.deepEqual(service.ports, [{ port: 80, target: 'web', name: 'http' }, { port: 443 }]);
    assert.deepEqual(service.selector, { app: 'web' });
    assert.equal(
      one('network-service', 'apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { type: ExternalName }\n')
        .selector,
      undefined,
    );
    const hpa =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: h }\nspec: { scaleTargetRef: { kind: StatefulSet, name: db }, maxReplicas: 5 }\n';
    const { target, min, max } = one('autoscaler', hpa);
    assert.deepEqual([target, min, max], [{ workload: 'StatefulSet', name: 'db' }, 1, 5]);
    const keda = one(
      'autoscaler',
      'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: k }\nspec: { scaleTargetRef: { name: w } }\n',
    );
    assert.deepEqual([keda.target, keda.min, keda.max], [{ workload: 'Deployment', name: 'w' }, 0, undefined]);
  });

  it('reads JSON manifests and lists', () => {
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: {} };
    const list = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [deployment, { ...deployment, kind: 'DaemonSet' }],
    });
    assert.deepEqual(
      facts('workload', list, 'a.json').map(({ workload }) => workload),
      ['Deployment', 'DaemonSet'],
    );
  });

  it('inserts below the last line of a container, with its indentation', () => {
    const insert = (containers: string, ending = '') => {
      const text = object('Deployment', pod(containers) + ending);
      const { offset, indent, style } = facts('container', text)[0]!.insertAt;
      assert.equal(style, undefined);
      return applyEdits(text, [{ span: { start: offset, end: offset }, text: `\n${indent}tty: true` }]).slice(
        text.indexOf('      containers:\n') + 18,
      );
    };
    assert.equal(
      insert('      - name: web\n        image: x # why\n\n        # end\n', '      hostNetwork: true\n'),
      '      - name: web\n        image: x # why\n        tty: true\n\n        # end\n      hostNetwork: true\n',
    );
    assert.equal(
      insert('        -   name: web\n            image: x'),
      '        -   name: web\n            image: x\n            tty: true',
    );
    assert.equal(
      insert(
        '        - image: x\n          args:\n            - |\n              a\n              b\n        - name: two\n',
      ),
      '        - image: x\n          args:\n            - |\n              a\n              b\n          tty: true\n        - name: two\n',
    );
    const crlf = object('Deployment', pod('        - name: web\n          image: x\n')).replaceAll('\n', '\r\n');
    const place = one('container', crlf).insertAt;
    assert.equal(crlf.slice(place.offset - 8, place.offset + 2), 'image: x\r\n');
    assert.equal(one('container', object('Deployment', pod(web))).insertAt.style, 'flow');
  });

  it('leaves templates alone and says so', () => {
    const helm = object('Deployment', pod('        - { name: web, image: "{{ .Values.image }}" }\n'));
    for (const text of [helm, object('Deployment', 'spec: {{ toYaml .Values.spec | nindent 2 }}\n')]) {
      const [fact, ...others] = extractArtefact('chart/templates/web.yaml', text);
      assert.ok(fact?.kind === 'trouble' && fact.trouble === 'template');
      assert.equal(text.slice(fact.span.start, fact.span.end), '{{');
      assert.deepEqual(others, []);
    }
    const commented = object('Deployment', `# image: {{ .Values.image }}\n${pod(web)}`);
    assert.equal(one('workload', commented).name, 'web');
  });

  it('gives the facts beside a broken document, and nothing for what is none of our business', () => {
    const text = `apiVersion: v1\nkind: Service\nmetadata: {name: a\nspec: {}\n---\n${object('Deployment', pod(web))}`;
    assert.equal(one('workload', text).name, 'web');
    assert.equal(facts('trouble', text)[0]?.trouble, 'syntax');
    assert.deepEqual(extractArtefact('ci.yaml', 'on: push\njobs: { a: [ }\n'), []);
    assert.deepEqual(extractArtefact('p.json', '{"name": "x", "kind": 3}'), []);
    assert.deepEqual(
      extractArtefact(
        'crd.yaml',
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: x }\n',
      ),
      [],
    );
  });

  it('reads what lets users in, with the Services behind it', () => {
    const behind = (text: string) => one('entrance', text).services;
    const meta = 'metadata: { name: shop }\nspec:\n';
    assert.deepEqual(
      behind(
        `apiVersion: networking.k8s.io/v1\nkind: Ingress\n${meta}  rules:\n    - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }] }\n`,
      ),
      ['shop'],
    );
    assert.deepEqual(
      behind(
        `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n${meta}  rules: [{ backendRefs: [{ name: cart, port: 80 }] }]\n`,
      ),
      ['cart'],
    );
    assert.deepEqual(
      behind(`apiVersion: route.openshift.io/v1\nkind: Route\n${meta}  to: { kind: Service, name: orders }\n`),
      ['orders'],
    );
    assert.deepEqual(
      behind(
        `apiVersion: networking.istio.io/v1\nkind: VirtualService\n${meta}  gateways: [edge]\n  http: [{ route: [{ destination: { host: pay.shop.svc.cluster.local } }] }]\n`,
      ),
      ['pay'],
    );
    const inside = `apiVersion: networking.istio.io/v1\nkind: VirtualService\n${meta}  hosts: [pay]\n  http: [{ route: [{ destination: { host: pay } }] }]\n`;
    assert.deepEqual(facts('entrance', inside), [], 'a route inside the mesh lets nobody in');
    assert.deepEqual(behind(`apiVersion: v1\nkind: Service\n${meta}  type: LoadBalancer\n  ports: [{ port: 80 }]\n`), [
      'shop',
    ]);
  });

  it('reads how long what leads to a Service waits, and how often it tries', () => {
    const read = (text: string) =>
      facts('traffic-policy', text).map(({ by, services, timeoutMs, attempts }) => [
        by,
        services.join(),
        timeoutMs ?? attempts,
      ]);
    const ingress = (annotations: string) =>
      read(
        `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n${annotations}spec:\n  rules:\n    - http: { paths: [{ path: /, backend: { service: { name: shop } } }] }\n`,
      );
    const nginx = (name: string, value: string) => `    nginx.ingress.kubernetes.io/${name}: ${value}\n`;
    assert.deepEqual(ingress(nginx('proxy-read-timeout', "'30'") + nginx('proxy-next-upstream-tries', '"3"')), [
      ['proxy-read-timeout', 'shop', 30_000],
      ['proxy-next-upstream-tries', 'shop', 3],
    ]);
    assert.deepEqual(ingress(nginx('proxy-next-upstream', "'off'") + nginx('proxy-next-upstream-tries', '"3"')), []);
    assert.deepEqual(ingress(nginx('proxy-read-timeout', '"0"') + nginx('proxy-next-upstream-tries', '"0"')), []);
    assert.deepEqual(
      ingress('    alb.ingress.kubernetes.io/load-balancer-attributes: a=b,idle_timeout.timeout_seconds=45\n'),
      [['idle_timeout of the load balancer', 'shop', 45_000]],
    );
    const routes = (http: string) =>
      read(
        `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a }\nspec:\n  hosts: [a]\n  http:\n${http}`,
      );
    const to = 'route: [{ destination: { host: a } }]';
    assert.deepEqual(routes(`    - { ${to}, timeout: 1m30s, retries: { attempts: 2 } }\n`), [
      ['VirtualService timeout', 'a', 90_000],
      ['VirtualService retries', 'a', 3],
    ]);
    assert.deepEqual(
      routes(
        `    - { ${to}, timeout: 2s, retries: { attempts: 1 } }\n    - { ${to}, timeout: 500ms, retries: { attempts: 4 } }\n`,
      ),
      [
        ['VirtualService timeout', 'a', 2000],
        ['VirtualService retries', 'a', 2],
      ],
      'the longest time and the fewest attempts are sure',
    );
    assert.deepEqual(
      routes(`    - { ${to}, timeout: 2s, retries: { attempts: 1 } }\n    - { ${to} }\n`),
      [],
      'one route without says nothing of the others',
    );
    assert.deepEqual(routes(`    - { ${to}, timeout: 0s, retries: { attempts: 0 } }\n`), []);
    assert.deepEqual(
      read(
        `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: a }\nspec:\n  rules: [{ backendRefs: [{ name: a }], timeouts: { request: 10s }, retry: { attempts: 2 } }]\n`,
      ),
      [
        ['HTTPRoute timeout', 'a', 10_000],
        ['HTTPRoute retries', 'a', 3],
      ],
    );
  });
});
