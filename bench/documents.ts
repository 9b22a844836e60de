/** A long document as people write them; `mark` makes its text differ from that of another mark in every part. */
export interface LongDocument {
  readonly name: string;
  readonly extension: string;
  text(mark: string): string;
}

export const typescript = (mark: string) => (part: number) => `
interface Order${part}${mark} {
  readonly id: string;
  readonly lines: readonly { readonly sku: string; readonly amount: number }[];
}

export class Orders${part}${mark} {
  private readonly known = new Map<string, Order${part}${mark}>();

  constructor(private readonly address: string) {}

  async load(id: string): Promise<Order${part}${mark} | undefined> {
    const before = this.known.get(id);
    if (before) return before;
    const answer = await fetch(\`\${this.address}/orders/\${id}\`, { headers: { accept: 'application/json' } });
    if (!answer.ok) throw new Error(\`orders answered \${answer.status}\`);
    const order = (await answer.json()) as Order${part}${mark};
    this.known.set(id, order);
    return order;
  }

  total(order: Order${part}${mark}): number {
    return order.lines.filter((line) => line.amount > 0).reduce((sum, line) => sum + line.amount, 0);
  }
}

router${part}.get('/orders${part}/:id', async (request, response) => {
  try {
    const order = await new Orders${part}${mark}(config.orders).load(request.params.id);
    if (!order) return response.status(404).end();
    response.json({ ...order, total: order.lines.length });
  } catch (error) {
    logger.error('order could not be loaded', { error, id: request.params.id });
    response.status(502).end();
  }
});
`;

export const go = (mark: string) => (part: number) => `
type order${part}${mark} struct {
	ID    string \`json:"id"\`
	Total int    \`json:"total"\`
}

type orders${part}${mark} struct {
	client *http.Client
	known  map[string]*order${part}${mark}
}

func (o *orders${part}${mark}) load(ctx context.Context, id string) (*order${part}${mark}, error) {
	if known, ok := o.known[id]; ok {
		return known, nil
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://orders/"+id, nil)
	if err != nil {
		return nil, fmt.Errorf("request for %s: %w", id, err)
	}
	answer, err := o.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var found order${part}${mark}
	if err := json.NewDecoder(answer.Body).Decode(&found); err != nil {
		return nil, err
	}
	for attempt := 0; attempt < 3; attempt++ {
		found.Total += attempt
	}
	return &found, nil
}

func (o *orders${part}${mark}) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	found, err := o.load(request.Context(), request.URL.Query().Get("id"))
	if err != nil {
		http.Error(writer, err.Error(), http.StatusBadGateway)
		return
	}
	_ = json.NewEncoder(writer).Encode(found)
}
`;

export const yaml = (mark: string) => (part: number) => `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${part}${mark}
  labels:
    app: service-${part}${mark}
spec:
  replicas: 3
  selector:
    matchLabels:
      app: service-${part}${mark}
  template:
    metadata:
      labels:
        app: service-${part}${mark}
    spec:
      containers:
        - name: main
          image: registry.example/service-${part}:1.0
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LEVEL
              value: info
          readinessProbe:
            httpGet: { path: /ready, port: http }
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 128Mi }
---
apiVersion: v1
kind: Service
metadata:
  name: service-${part}${mark}
spec:
  selector:
    app: service-${part}${mark}
  ports:
    - port: 80
      targetPort: http
`;

/** `head` and as many parts as give this many lines. */
export function filled(head: string, part: (number: number) => string, lines: number): string {
  const parts = [head];
  let count = head.split('\n').length - 1;
  for (let number = 0; count < lines; number++) {
    const text = part(number);
    parts.push(text);
    count += text.split('\n').length - 1;
  }
  return parts.join('');
}

export const goHead = 'package orders\n\nimport (\n\t"context"\n\t"encoding/json"\n\t"fmt"\n\t"net/http"\n)\n';
export const typescriptHead = "import express from 'express';\nimport { config, logger } from './own.ts';\n";

/** The documents that the target of a keystroke names. */
export const longDocuments: readonly LongDocument[] = [
  { name: 'TypeScript, 2,000 lines', extension: 'ts', text: (mark) => filled(typescriptHead, typescript(mark), 2000) },
  { name: 'Go, 2,000 lines', extension: 'go', text: (mark) => filled(goHead, go(mark), 2000) },
  { name: 'YAML of many documents, 5,000 lines', extension: 'yaml', text: (mark) => filled('', yaml(mark), 5000) },
];
