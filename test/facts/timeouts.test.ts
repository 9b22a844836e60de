import assert from 'node:assert/strict';
import type { OutgoingCall, ResponseLimit, RetryLayer } from '../../server/src/model/code-fact.ts';
import type { Fact } from '../../server/src/model/fact.ts';
import { extractor } from '../analyse.ts';

async function facts(file: string, text: string): Promise<readonly Fact[]> {
  return (await (await extractor()).extract({ file, text, role: 'source' })).facts;
}

/** Milliseconds of the calls in a file, in their order. */
async function waits(file: string, text: string): Promise<readonly (number | undefined)[]> {
  const calls = (await facts(file, text)).filter(
    (fact): fact is OutgoingCall => fact.kind === 'outgoing-call' && fact.role === 'call',
  );
  return calls.map(({ limitMs }) => limitMs);
}

async function retries(file: string, text: string): Promise<readonly [string, number, number][]> {
  const found = (await facts(file, text)).filter((fact): fact is RetryLayer => fact.kind === 'retry');
  return found.map(({ by, attempts, covers }) => [by, attempts, covers.length]);
}

describe('timeouts', () => {
  it('are milliseconds in scripts', async () => {
    const text = `import axios from 'axios';
const patience = 4_000;
const client = axios.create({ timeout: patience });
await client.get('/a');
await fetch('http://b', { signal: AbortSignal.timeout(2500) });
await axios.get('/c', { timeout: Number(process.env.PATIENCE ?? 5000) });
await axios.get('/d', { timeout: 2 * 1000, signal: AbortSignal.timeout(1_000) });
`;
    assert.deepEqual(await waits('a.ts', text), [4000, 2500, undefined, 1000]);
  });

  it('are seconds in Python', async () => {
    const text = `import httpx
import requests
requests.get('http://a', timeout=5)
requests.get('http://b', timeout=(3.05, 27))
client = httpx.Client(timeout=httpx.Timeout(10))
client.get('http://c')
`;
    assert.deepEqual(await waits('a.py', text), [5000, 27_000, 10_000]);
  });

  it('are durations in Go, where a context and a client both hold', async () => {
    const text = `package a

import (
	"context"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: 10 * time.Second}

func f(outer context.Context) {
	client.Get("http://a")
	ctx, cancel := context.WithTimeout(outer, 2*time.Second)
	defer cancel()
	request, _ := http.NewRequestWithContext(ctx, "GET", "http://b", nil)
	client.Do(request)
	long, stop := context.WithTimeout(outer, time.Minute)
	defer stop()
	other, _ := http.NewRequestWithContext(long, "GET", "http://c", nil)
	client.Do(other)
}
`;
    assert.deepEqual(await waits('a.go', text), [10_000, 2000, 10_000]);
  });

  it('have units of their own in Java', async () => {
    const text = `import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;

class A {
  void f(Request request) throws Exception {
    OkHttpClient whole = new OkHttpClient.Builder().callTimeout(5, TimeUnit.SECONDS).build();
    whole.newCall(request).execute();
    OkHttpClient read = new OkHttpClient.Builder().readTimeout(Duration.ofMillis(700)).build();
    read.newCall(request).execute();
  }
}
`;
    assert.deepEqual(await waits('A.java', text), [5000, 700]);
  });
});

describe('retries', () => {
  it('are told by their library, with the calls that they cover', async () => {
    const script = `import axios from 'axios';
import axiosRetry from 'axios-retry';
import ky from 'ky';
import pRetry from 'p-retry';
const a = axios.create();
const b = axios.create();
axiosRetry(a, { retries: 2 });
await a.get('/a'); await a.get('/b'); await b.get('/c');
const api = ky.extend({ retry: 0 });
await api.get('/d');
await ky.get('/e', { retry: { limit: 4 } });
await pRetry(() => b.get('/f'));
await pRetry(() => b.get('/g'), options);
`;
    assert.deepEqual(await retries('a.ts', script), [
      ['axios-retry', 3, 2],
      ['ky', 5, 1],
      ['p-retry', 11, 1],
    ]);
    const python = `import backoff, tenacity

@tenacity.retry(stop=tenacity.stop_after_attempt(3))
def a(): pass

@tenacity.retry(wait=tenacity.wait_fixed(1))
def b(): pass

@backoff.on_exception(backoff.expo, OSError, max_tries=5)
def c(): pass
`;
    assert.deepEqual(await retries('a.py', python), [
      ['tenacity', 3, 1],
      ['backoff', 5, 1],
    ]);
  });

  it('have no number where nobody wrote one, or nothing ends them', async () => {
    const script = `import pRetry from 'p-retry';
await pRetry(() => fetch('http://a'), { forever: true });
await pRetry(() => fetch('http://b'), { retries: Infinity });
await pRetry(() => fetch('http://c'), { retries: 1 });
`;
    assert.deepEqual(await retries('a.ts', script), [['p-retry', 2, 1]]);
    const go = `package a

import (
	"context"

	retry "github.com/avast/retry-go"
	"github.com/cenkalti/backoff/v4"
)

func a(ctx context.Context, n uint) {
	retry.Do(func() error { return call() }, retry.Attempts(n))
	retry.Do(func() error { return call() }, retry.Attempts(4))
	backoff.Retry(func() error { return call() }, backoff.WithContext(backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 2), ctx))
}
`;
    assert.deepEqual(await retries('a.go', go), [
      ['avast/retry-go', 4, 1],
      ['cenkalti/backoff', 3, 1],
    ]);
  });
});

describe('limits of answers', () => {
  const limits = async (file: string, text: string) =>
    (await facts(file, text))
      .filter((fact): fact is ResponseLimit => fact.kind === 'response-limit')
      .map(({ by, ms }) => [by, ms]);

  it('are those of servers for users', async () => {
    const go = `package a

import (
	"net/http"
	"time"
)

func a() {
	one := &http.Server{Addr: ":80", WriteTimeout: 10 * time.Second}
	metrics := &http.Server{Addr: ":9090", Handler: metricsHandler, WriteTimeout: 5 * time.Second}
	one.ListenAndServe()
	metrics.ListenAndServe()
}
`;
    assert.deepEqual(await limits('a.go', go), [['WriteTimeout', 10_000]]);
    const script = `import { createServer } from 'node:http';
import timeout from 'connect-timeout';
const server = createServer();
server.setTimeout(20_000);
app.use(timeout('5s'));
setTimeout(() => metricsServer.setTimeout(1), 1000);
`;
    assert.deepEqual(await limits('a.ts', script), [
      ['server.setTimeout', 20_000],
      ['timeout', 5000],
    ]);
    assert.deepEqual(await limits('gunicorn.conf.py', 'bind = ":80"\ntimeout = 30\n'), [
      ['the Gunicorn timeout', 30_000],
    ]);
    const threads = 'bind = ":80"\nthreads = 8\ntimeout = 30\n';
    assert.deepEqual(await limits('gunicorn.conf.py', threads), [], 'threads keep the worker alive');
    assert.deepEqual(await limits('settings.py', 'timeout = 30\n'), []);
  });
});
