import assert from 'node:assert/strict';
import { pictured } from './picture.ts';

const head = (name: string, imports: readonly string[]) =>
  `package ${name}\n\nimport (\n${imports.map((each) => `\t"${each}"\n`).join('')})\n\n`;

const shell = `${head('cmd', ['os', 'os/signal'])}func Register(name string, main func()) {}

func CatchSignals(callback func()) {
	WaitForSignal()
	callback()
}

func WaitForSignal() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	<-c
}
`;

/** A package of a binary that is many programs. */
const command = (body: string, imports: readonly string[] = []) =>
  `${head('notmain', ['acme.dev/shop/cmd', ...imports])}func main() {\n${body}\n}\n\nfunc init() { cmd.Register("x", main) }\n`;

const bodies: Readonly<Record<string, string>> = {
  waiter: command('\twork()\n\tcmd.WaitForSignal()'),
  started: command('\to := watch.Make()\n\to.Start()', ['acme.dev/shop/watch']),
  looping: command('\tfor {\n\t\tif again() {\n\t\t\tcontinue\n\t\t}\n\t\trest()\n\t}'),
  ticking: command('\tu := tick.New()\n\tgo cmd.CatchSignals(stop)\n\tu.Run()', ['acme.dev/shop/tick']),
  // One that ends, however it ends.
  once: command('\twork()'),
  retrying: command('\tfor {\n\t\tif try() {\n\t\t\treturn\n\t\t}\n\t\ttime.Sleep(1)\n\t}', ['time']),
  cancelled: command('\tgo cmd.CatchSignals(stop)\n\twork()'),
  progress: command(
    '\tgo func() {\n\t\tticker := time.NewTicker(1)\n\t\tfor {\n\t\t\t<-ticker.C\n\t\t\tprint()\n\t\t}\n\t}()\n\twork()',
    ['time'],
  ),
};

const files: Readonly<Record<string, string>> = {
  'go.mod': 'module acme.dev/shop\n\ngo 1.22\n',
  Dockerfile: 'FROM golang:1.22\nCOPY . .\nRUN go build -o /app ./cmd/shop\nCMD ["/app"]\n',
  'cmd/shell.go': shell,
  'cmd/shop/main.go': `package main\n\nimport (\n${Object.keys(bodies)
    .map((name) => `\t_ "acme.dev/shop/cmd/${name}"\n`)
    .join('')})\n\nfunc main() {}\n`,
  ...Object.fromEntries(Object.entries(bodies).map(([name, text]) => [`cmd/${name}/main.go`, text])),
  'watch/watch.go': `${head('watch', ['acme.dev/shop/cmd'])}type Observer struct{}

func Make() *Observer { return &Observer{} }

func (o *Observer) Start() {
	go o.look()
	cmd.WaitForSignal()
}

func (o *Observer) look() {}
`,
  'tick/tick.go': `${head('tick', ['time'])}type Updater struct{}

func New() *Updater { return &Updater{} }

func (u *Updater) Run() {
	ticker := time.NewTicker(time.Hour)
	for {
		if u.isDone() {
			return
		}
		select {
		case <-ticker.C:
			continue
		}
	}
}

func (u *Updater) isDone() bool { return false }
`,
};

describe('programs that stay up without taking requests', () => {
  it('are workers: they wait for a signal, or work again and again', async () => {
    const { programs, services } = await pictured(files);
    const kinds = programs.flatMap(({ folder, kind }) =>
      folder === 'cmd/shop' ? [] : [`${folder.slice(4)}: ${kind}`],
    );
    assert.deepEqual(kinds, [
      'cancelled: command',
      'looping: worker',
      'once: command',
      'progress: command',
      'retrying: command',
      'started: worker',
      'ticking: worker',
      'waiter: worker',
    ]);
    const names = services.map(({ name }) => name);
    assert.ok(names.includes('waiter') && !names.includes('once') && !names.includes('cancelled'), names.join());
  });

  it('are workers by their image alone', async () => {
    const of = (main: string) => ({
      'go.mod': 'module acme.dev/shop\n\ngo 1.22\n',
      Dockerfile: 'FROM golang:1.22\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n',
      'main.go': main,
    });
    const loop = `${head('main', ['time'])}func main() {\n\tfor range time.Tick(time.Hour) {\n\t\twork()\n\t}\n}\n`;
    assert.deepEqual(
      (await pictured(of(loop))).programs.map(({ kind }) => kind),
      ['worker'],
    );
    const one = `${head('main', ['time'])}func main() {\n\ttime.Sleep(time.Second)\n\twork()\n}\n`;
    assert.deepEqual(
      (await pictured(of(one))).programs.map(({ kind }) => kind),
      ['command'],
    );
  });
});
