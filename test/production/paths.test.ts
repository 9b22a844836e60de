import assert from 'node:assert/strict';
import type { RequestPath } from '../../server/src/model/production.ts';
import { indexed } from '../analyse.ts';

/** The way to the place that `call` begins, in words: `POST /checkout > calls place: none`. */
async function wayTo(
  files: Readonly<Record<string, string>>,
  [file, call]: readonly [file: string, call: string],
): Promise<string | undefined> {
  const way = await pathTo(files, [file, call]);
  return way && `${way.steps.map(({ words }) => words).join(' > ')}: ${way.limit}`;
}

async function pathTo(
  files: Readonly<Record<string, string>>,
  [file, call]: readonly [file: string, call: string],
): Promise<RequestPath | undefined> {
  const index = await indexed(files);
  const start = files[file]?.indexOf(call) ?? -1;
  assert.ok(start >= 0, `${call} is not in ${file}`);
  return index.onPath(file, { start, end: start + call.length });
}

const goHead = (imports: readonly string[]) =>
  `package main\n\nimport (\n${imports.map((each) => `\t"${each}"\n`).join('')})\n`;

describe('ways of requests', () => {
  it('go over fields that hold an interface with one implementation', async () => {
    const files = {
      'main.go': `${goHead(['context', 'net/http'])}
type Payments interface{ Charge(ctx context.Context) error }

type shop struct{ payments Payments }

func (s *shop) checkout(w http.ResponseWriter, r *http.Request) { s.payments.Charge(r.Context()) }

func main() {
	s := &shop{payments: newClient()}
	http.HandleFunc("POST /checkout", s.checkout)
	http.ListenAndServe(":80", nil)
}
`,
      'client.go': `${goHead(['context', 'net/http'])}
type client struct{}

func newClient() Payments { return &client{} }

func (c *client) Charge(ctx context.Context) error {
	req, _ := http.NewRequestWithContext(ctx, "POST", "http://payment", nil)
	_, err := http.DefaultClient.Do(req)
	return err
}
`,
    };
    assert.equal(await wayTo(files, ['client.go', 'Do(req)']), 'POST /checkout > calls client.Charge: none');
    const four = ['a', 'b', 'c', 'd'].map((name) => [
      `${name}.go`,
      `${goHead(['context'])}\ntype ${name} struct{}\n\nfunc (x *${name}) Charge(ctx context.Context) error { return nil }\n`,
    ]);
    const several = { ...files, ...Object.fromEntries(four) };
    assert.equal(await wayTo(several, ['client.go', 'Do(req)']), 'POST /checkout > calls client.Charge: unknown');
  });

  it('end where what runs is not waited for', async () => {
    const files = {
      'main.go': `${goHead(['net/http'])}
func send() { http.Get("http://mail") }

func order(w http.ResponseWriter, r *http.Request) {
	go send()
	go func() { http.Post("http://audit", "", nil) }()
}

func main() {
	http.HandleFunc("POST /orders", order)
	http.ListenAndServe(":80", nil)
}
`,
    };
    assert.equal(await wayTo(files, ['main.go', 'Get("http://mail")']), undefined);
    assert.equal(await wayTo(files, ['main.go', 'Post("http://audit"']), undefined);
  });

  it('know the limit that a middleware of the router gives, and where', async () => {
    const main = (
      use: string,
    ) => `${goHead(['net/http', 'time', 'github.com/go-chi/chi/v5', 'github.com/go-chi/chi/v5/middleware'])}
func ask(w http.ResponseWriter, r *http.Request) {
	req, _ := http.NewRequestWithContext(r.Context(), "GET", "http://stock", nil)
	http.DefaultClient.Do(req)
}

func main() {
	r := chi.NewRouter()
	${use}
	r.Get("/stock", ask)
	http.ListenAndServe(":80", r)
}
`;
    const bounded = await pathTo({ 'main.go': main('r.Use(middleware.Timeout(3 * time.Second))') }, [
      'main.go',
      'Do(req)',
    ]);
    assert.deepEqual([bounded?.limit, bounded?.limitMs, bounded?.at?.file], ['limited', 3000, 'main.go']);
    assert.equal(await wayTo({ 'main.go': main('_ = time.Second') }, ['main.go', 'Do(req)']), 'GET /stock: none');
  });

  it('go over injected services of Spring, and from listeners that no user waits for', async () => {
    const java = (name: string, body: string) => ({
      [`src/main/java/shop/${name}.java`]: `package shop;\n\nimport org.springframework.web.bind.annotation.*;\nimport org.springframework.kafka.annotation.KafkaListener;\nimport org.springframework.web.client.RestTemplate;\n\n${body}\n`,
    });
    const files = {
      ...java(
        'Orders',
        '@RestController\npublic class Orders {\n  private final Payments payments;\n  Orders(Payments payments) { this.payments = payments; }\n  @PostMapping("/orders") String place() { return payments.charge(); }\n}',
      ),
      ...java('Payments', 'public interface Payments {\n  String charge();\n}'),
      ...java(
        'HttpPayments',
        '@Service\npublic class HttpPayments implements Payments {\n  private final RestTemplate rest = new RestTemplate();\n  public String charge() { return rest.getForObject("http://payment", String.class); }\n}',
      ),
      ...java(
        'Mails',
        'public class Mails {\n  private final RestTemplate rest = new RestTemplate();\n  @KafkaListener(topics = "mails") public void take(String mail) { rest.getForObject("http://mail", String.class); }\n}',
      ),
    };
    const folder = 'src/main/java/shop';
    assert.equal(
      await wayTo(files, [`${folder}/HttpPayments.java`, 'getForObject("http://payment"']),
      'POST /orders > calls HttpPayments.charge: none',
    );
    const queued = await pathTo(files, [`${folder}/Mails.java`, 'getForObject("http://mail"']);
    assert.deepEqual([queued?.waits, queued?.steps[0]?.words], ['queue', 'messages of take']);
  });

  it('are bounded by what cancels a Python coroutine from around', async () => {
    const app = (around: string) => `import asyncio
from fastapi import FastAPI
from prices import price

app = FastAPI()


@app.get("/prices/{key}")
async def read(key: str):
    ${around}
        return await price(key)
`;
    const prices = `import aiohttp


async def price(key):
    async with aiohttp.ClientSession() as session:
        return await session.get(key)
`;
    const way = (around: string) => wayTo({ 'app.py': app(around), 'prices.py': prices }, ['prices.py', 'get(key)']);
    assert.equal(await way('async with asyncio.timeout(2):'), 'GET /prices/{key} > calls price: limited');
    assert.equal(await way('if key:'), 'GET /prices/{key} > calls price: none');
  });

  it('survive circles, and functions that only call themselves', async () => {
    const files = {
      'main.go': `${goHead(['context', 'net/http'])}
func a(ctx context.Context) { b(ctx); a(ctx) }
func b(ctx context.Context) { a(ctx); c(ctx) }
func c(ctx context.Context) {
	req, _ := http.NewRequestWithContext(ctx, "GET", "http://x", nil)
	http.DefaultClient.Do(req)
}

func h(w http.ResponseWriter, r *http.Request) { a(r.Context()) }

func main() {
	http.HandleFunc("/a", h)
	http.ListenAndServe(":80", nil)
}
`,
      'left.ts': "import { right } from './right';\nexport const left = () => right();\nexport * from './right';\n",
      'right.ts': "import { left } from './left';\nexport const right = () => left();\nexport * from './left';\n",
    };
    assert.equal(await wayTo(files, ['main.go', 'Do(req)']), '/a > calls a > calls b > calls c: none');
  });
});
