import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractArtefact } from '../../server/src/facts/artefacts/extract.ts';
import { campaign } from '../campaign.ts';

const objects = [
  `kind: PersistentVolumeClaim
apiVersion: v1
metadata: { name: data }
spec: { accessModes: [ReadWriteOnce] }
`,
  `# A comment above.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  template:
    metadata: { labels: { app: web } }
    spec:
      volumes: [{ name: d, persistentVolumeClaim: { claimName: data } }]
      containers:
        - name: web # the program
          image: r/web:1
          resources:
            limits: { memory: ~ }
`,
  `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`,
  `apiVersion: v1
kind: ConfigMap
metadata: { name: rules }
data:
  URL: http://web:80/
  r.yaml: |
    groups:
      - rules:
          - alert: Down
            expr: up == 0
`,
  `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 1, selector: { matchLabels: { app: web } } }
`,
];

const files = fc
  .array(
    fc.tuple(fc.constantFrom(...objects), fc.constantFrom('---\n', '--- # next\n', '# last\n---\n', '...\n---\n')),
    {
      minLength: 2,
      maxLength: 6,
    },
  )
  .map((parts) => parts.map(([object, mark]) => mark + object).join(''));

const edit = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 0, 1, 3, 40),
  fc.constantFrom('', 'x', ' ', '\n', '# c', '---\n', '- ', 'data', 'ReadWriteMany', '}'),
);

/** Reads another file, after which nothing is kept of the one before. */
function forget(): void {
  extractArtefact('other.yaml', objects.join('---\n'));
}

describe('facts of a file in which somebody types', () => {
  it('are those of the file as a whole, though documents before the change keep theirs', () => {
    fc.assert(
      fc.property(files, fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        let now = text;
        const texts = edits.map(([where, cut, piece]) => {
          const at = Math.floor(where * now.length);
          return (now = now.slice(0, at) + piece + now.slice(at + cut));
        });
        forget();
        extractArtefact('a.yaml', text);
        const typed = texts.map((each) => extractArtefact('a.yaml', each));
        texts.forEach((each, i) => {
          forget();
          assert.deepEqual(typed[i], extractArtefact('a.yaml', each), each);
        });
      }),
      campaign(80),
    );
  });

  it('are kept before the change', () => {
    const text = objects.map((object) => `---\n${object}`).join('');
    forget();
    const before = extractArtefact('a.yaml', text);
    const after = extractArtefact('a.yaml', text.replace('minAvailable: 1', 'minAvailable: 2'));
    const workload = (facts: typeof before) => facts.find(({ kind }) => kind === 'workload');
    assert.ok(workload(before));
    assert.equal(workload(after), workload(before));
    const elsewhere = extractArtefact('a.yaml', text.replace('ReadWriteOnce', 'ReadWriteMany'));
    assert.notEqual(workload(elsewhere), workload(after));
  });
});
