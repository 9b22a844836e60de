import assert from 'node:assert/strict';
import { goChoices } from '../../server/src/facts/links/go-choices.ts';

const file = (body: string, more = '') => `package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"

	"example.com/shop/common"
	"example.com/shop/mail"
	web "example.com/shop/frontend"
)

func main() {
	log.SetFlags(0)
${body}
}
${more}`;

const found = (text: string) =>
  goChoices(text).map(({ names, by, modules }) => `${by} ${names.join('|')}: ${modules.join(' ')}`);

describe('branches of a Go program', () => {
  it('are those of a switch over a word of the command line', () => {
    for (const subject of ['os.Args[1]', 'filepath.Base(os.Args[0])', 'flag.Arg(0)', 'word := os.Args[1]; word'])
      assert.deepEqual(
        found(
          file(
            `	switch ${subject} {\n	case "web", "serve":\n		web.Run()\n	case "mail":\n		mail.Run()\n	default:\n		log.Fatal()\n	}`,
          ),
        ),
        ['texts web|serve: example.com/shop/frontend', 'texts mail: example.com/shop/mail', 'default : '],
        subject,
      );
  });

  it('have the default of an option', () => {
    const body =
      '	mode := flag.String("mode", "web", "what to run")\n	switch *mode {\n	case "web":\n		web.Run()\n	case "mail":\n		mail.Run()\n	}';
    assert.deepEqual(found(file(body)), [
      'default web: example.com/shop/frontend',
      'texts mail: example.com/shop/mail',
    ]);
  });

  it('are named by their folders where constants name them', () => {
    const body =
      '	name := filepath.Base(os.Args[0])\n	switch name {\n	case common.Web:\n		web.Run()\n	case common.Mail:\n		mail.Run()\n	}';
    assert.deepEqual(found(file(body)), [
      'constants shop|frontend: example.com/shop/frontend',
      'constants shop|mail: example.com/shop/mail',
    ]);
  });

  it('take in what the functions mention that only they call, and nothing that runs always', () => {
    const body = '	mail.Configure()\n	switch os.Args[1] {\n	case "web":\n		serve()\n	case "mail":\n		mail.Run()\n	}';
    const more = 'func serve() { start() }\n\nfunc start() {\n	web.Run()\n}\n';
    assert.deepEqual(found(file(body, more)), ['texts web: example.com/shop/frontend', 'texts mail: ']);
    const mentions = (text: string) => goChoices(text).map((each) => each.mentions.join(' '));
    assert.deepEqual(mentions(file(body, more)), ['serve start web.Run', 'mail.Run']);
    const always = file(body, 'func serve() { web.Run() }\nvar _ = web.Run\n');
    assert.deepEqual(found(always), ['texts web: ', 'texts mail: ']);
    assert.deepEqual(mentions(always), ['serve', 'mail.Run']);
    // Another file of the package may call it.
    const other = file(body, `${more}\nfunc Other() { web.Other() }\n`);
    assert.deepEqual(found(other), ['texts web: ', 'texts mail: ']);
    assert.deepEqual(mentions(other), ['serve start web.Run', 'mail.Run']);
  });

  it('are none in other switches, in comments and in texts', () => {
    for (const body of [
      '	switch common.Level {\n	case "web":\n		web.Run()\n	case "mail":\n		mail.Run()\n	}\n	_ = os.Args',
      '	// switch os.Args[1] { case "web": web.Run() case "mail": mail.Run() }\n	web.Run()\n	mail.Run()',
      '	log.Print(`switch os.Args[1] { case "web": case "mail": }`)\n	web.Run()',
      '	switch os.Args[1] {\n	case "web":\n		web.Run()',
    ])
      assert.deepEqual(found(file(body)), [], body);
  });

  it('are found in time in hostile texts', () => {
    const text = file(`	switch os.Args[1] {\n${'	case "a": f()\n'.repeat(20_000)}`, 'func f() { f() }\n'.repeat(5_000));
    assert.deepEqual(found(text), []);
    assert.deepEqual(found(file('	switch os.Args[1] {'.repeat(8))), []);
    const body = '	switch os.Args[1] {\n	case "web":\n		web.Run()\n	default:\n		mail.Run()\n	}';
    assert.deepEqual(found(file(body, 'func f() { f() }\n'.repeat(10_000))), []);
    assert.equal(found(file(body, 'func f() { f() }\n'.repeat(190))).length, 2);
  });
});
