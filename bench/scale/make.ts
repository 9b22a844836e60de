import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filled, go, goHead, typescript, typescriptHead, yaml } from '../documents.ts';

/** How large the made workspace is. */
export interface Scale {
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
}

/** Files in one folder of the made workspace. */
const filesInFolder = 50;

/** Code without anything that a rule asks about: most of what people write is that. */
const plainTypescript = (mark: string) => (part: number) => `
export interface Shape${part}${mark} {
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

/** Area of a shape, rounded to whole units. */
export function area${part}${mark}(shape: Shape${part}${mark}): number {
  const { width, height } = shape;
  if (width <= 0 || height <= 0) return 0;
  return Math.round(width * height);
}

export const labels${part}${mark} = ['small', 'medium', 'large'].map((label, index) => ({ label, index }));
`;

const plainGo = (mark: string) => (part: number) => `
// Shape${part}${mark} is a rectangle with a label.
type Shape${part}${mark} struct {
	Width, Height int
	Label         string
}

// Area gives the area in whole units, 0 for what has none.
func (s Shape${part}${mark}) Area() int {
	if s.Width <= 0 || s.Height <= 0 {
		return 0
	}
	return s.Width * s.Height
}
`;

const python = (mark: string) => (part: number) => `

class Order${part}${mark}:
    """One order, as the shop sends it."""

    def __init__(self, identifier: str, lines: list[dict[str, int]]):
        self.identifier = identifier
        self.lines = lines

    def total(self) -> int:
        return sum(line["amount"] * line["price"] for line in self.lines)

    def describe(self) -> str:
        if not self.lines:
            return f"{self.identifier}: empty"
        return f"{self.identifier}: {len(self.lines)} lines, {self.total()} in all"
`;

const java = (name: string) => (part: number) => `
  /** Sum of the lines of part ${part}. */
  public int total${part}${name}(java.util.List<Integer> lines) {
    int sum = 0;
    for (int line : lines) {
      if (line > 0) {
        sum += line * ${part + 1};
      }
    }
    return sum;
  }
`;

const page = (mark: string) => (part: number) => `
## Step ${part} ${mark}

Look at the dashboard of the service first, then at its log.
If the queue is longer than usual, add replicas; if errors are more than usual, roll back.
`;

const values = (mark: string) => (part: number) => `
part${part}-${mark}:
  enabled: true
  size: ${part}
  names: [one, two, three]
`;

const data = (mark: string) => (part: number) =>
  `  "entry-${part}-${mark}": { "title": "An entry", "size": ${part} },\n`;

interface Kind {
  readonly extension: string;
  /** Of 100 files. */
  readonly share: number;
  text(mark: string, bytes: number): string;
}

/** As many parts as give this many bytes. */
function sized(head: string, part: (number: number) => string, bytes: number): string {
  const lines =
    head.split('\n').length + Math.ceil((bytes - head.length) / part(0).length) * (part(0).split('\n').length - 1);
  return filled(head, part, Math.max(1, lines - head.split('\n').length));
}

const kinds: readonly Kind[] = [
  { extension: 'ts', share: 37, text: (mark, bytes) => sized('', plainTypescript(mark), bytes) },
  { extension: 'ts', share: 3, text: (mark, bytes) => sized(typescriptHead, typescript(mark), bytes) },
  { extension: 'go', share: 8, text: (mark, bytes) => sized('package orders\n', plainGo(mark), bytes) },
  { extension: 'go', share: 2, text: (mark, bytes) => sized(goHead, go(mark), bytes) },
  { extension: 'py', share: 15, text: (mark, bytes) => sized('import json\n', python(mark), bytes) },
  {
    extension: 'java',
    share: 15,
    text: (mark, bytes) => `class Java${mark} {\n${sized('', java(mark), bytes)}}\n`,
  },
  { extension: 'yaml', share: 1, text: (mark, bytes) => sized('', yaml(mark), bytes) },
  { extension: 'yaml', share: 3, text: (mark, bytes) => sized(`name: ${mark}\n`, values(mark), bytes) },
  { extension: 'md', share: 6, text: (mark, bytes) => sized(`# Page ${mark}\n`, page(mark), bytes) },
  { extension: 'json', share: 10, text: (mark, bytes) => `{\n${sized('', data(mark), bytes)}  "last": 0\n}\n` },
];

const order = kinds.flatMap((kind) => Array.from({ length: kind.share }, () => kind));

/** Writes a workspace of many files: code in four languages, manifests, pages and data, most of it without a finding. */
export function makeWorkspace(folder: string, { files, bytes }: Scale): void {
  const each = bytes / files;
  for (let number = 0; number < files; number++) {
    // 37 has no divisor in common with 100: each folder has all kinds.
    const kind = order[(number * 37) % order.length];
    if (!kind) continue;
    const inner = Math.floor(number / filesInFolder);
    const at = path.join(folder, `area-${Math.floor(inner / 40)}`, `module-${inner}`);
    if (number % filesInFolder === 0) mkdirSync(at, { recursive: true });
    // Sizes as they are: many small files, some ten times as long.
    const size = number % 21 === 0 ? each * 8 : each * 0.63;
    writeFileSync(path.join(at, `file${number}.${kind.extension}`), kind.text(`n${number}`, size));
  }
}

/** Manifests with this many findings, a hundred objects a file. */
export function makeFindings(folder: string, findings: number): void {
  // Each object has three: no readiness probe, no request, a tag that moves.
  const objects = Math.ceil(findings / 3);
  mkdirSync(folder, { recursive: true });
  for (let from = 0; from < objects; from += 100) {
    const documents = Array.from({ length: Math.min(100, objects - from) }, (_, at) => bare(from + at));
    writeFileSync(path.join(folder, `objects-${from}.yaml`), documents.join(''));
  }
}

/** One file with this many documents, below the size that is read. */
export function manyDocuments(count: number): string {
  return Array.from({ length: count }, (_, at) => bare(at)).join('');
}

const bare = (number: number) => `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: bare-${number}
spec:
  selector:
    matchLabels: { app: bare-${number} }
  template:
    metadata:
      labels: { app: bare-${number} }
    spec:
      containers:
        - name: main-${number}
          image: registry.example/bare-${number}:latest
          ports:
            - containerPort: 8080
`;
