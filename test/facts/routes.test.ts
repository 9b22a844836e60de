import assert from 'node:assert/strict';
import type { Route } from '../../server/src/model/code-fact.ts';
import { extractor } from '../analyse.ts';

async function routes(file: string, text: string): Promise<string[]> {
  const { facts } = await (await extractor()).extract({ file, text, role: 'source' });
  return facts
    .filter((fact): fact is Route => fact.kind === 'route')
    .map(({ method, path, prefix }) => `${method ?? '*'} ${prefix === 'none' ? '' : '…'}${path}`);
}

describe('facts about routes', () => {
  it('Express: verbs, chains, and routers where they are mounted', async () => {
    const text = `import express, { Router } from 'express';
const app = express();
const users = Router();
const orphan = express.Router();
app.get('/healthz', ok);
app.all('/any', ok);
app.route('/book').get(ok).post(ok);
app.get('env');
app.use('/api/users', users);
users.get('/:id', ok);
users.post('/', ok);
orphan.delete('/x', ok);
`;
    assert.deepEqual(await routes('a.ts', text), [
      'GET /healthz',
      '* /any',
      'GET /book',
      'POST /book',
      'GET /api/users/:id',
      'POST /api/users',
      'DELETE …/x',
    ]);
  });

  it('Fastify: verbs, route objects and plug-ins with a prefix', async () => {
    const text = `import fastify from 'fastify';
const app = fastify();
app.get('/healthz', ok);
app.route({ method: ['GET', 'HEAD'], url: '/multi', handler: ok });
app.register(async (api) => { api.get('/orders', ok); }, { prefix: '/v1' });
export async function plugin(fastify, options) { fastify.post('/hook', ok); }
`;
    assert.deepEqual(await routes('a.ts', text), [
      'GET /healthz',
      'GET /multi',
      'HEAD /multi',
      'GET /v1/orders',
      'POST …/hook',
    ]);
  });

  it('Koa, hapi and Nest', async () => {
    const koa = `import Koa from 'koa';
import Router from '@koa/router';
const app = new Koa();
const router = new Router({ prefix: '/api' });
router.get('/orders', ok);
app.use(router.routes());
`;
    assert.deepEqual(await routes('koa.ts', koa), ['GET /api/orders']);
    const hapi = `import Hapi from '@hapi/hapi';
const server = Hapi.server({ port: 1 });
server.route({ method: 'GET', path: '/orders/{id}', handler });
server.route([{ method: '*', path: '/any', handler }]);
`;
    assert.deepEqual(await routes('hapi.ts', hapi), ['GET /orders/{id}', '* /any']);
    const nest = `import { Controller, Get, Post } from '@nestjs/common';
@Controller('users')
export class Users {
  @Get(':id') one() {}
  @Post() add() {}
}
`;
    assert.deepEqual(await routes('nest.ts', nest), ['GET …/users/:id', 'POST …/users']);
  });

  it('does not take clients for routers', async () => {
    const text = `import axios from 'axios';
import { api, client } from './clients';
const users = await api.get('/users', { timeout: 5 });
client.get('/users', done);
axios.get('/users', options);
new Map().get('/x');
`;
    assert.deepEqual(await routes('a.ts', text), []);
  });

  it('net/http: handlers and the patterns of Go 1.22', async () => {
    const text = `package a

import "net/http"

func routes() http.Handler {
	http.HandleFunc("/plain", ok)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", ok)
	mux.Handle("POST api.example.org/orders", ok)
	mux.Handle("/static/", files)
	return mux
}
`;
    assert.deepEqual(await routes('a.go', text), ['* /plain', 'GET /orders/{id}', 'POST /orders', '* /static/']);
  });

  it('gorilla/mux, chi, gin, Echo and Fiber: groups with their prefix', async () => {
    const go = (module: string, body: string) => `package a\n\nimport "${module}"\n\nfunc f() {\n${body}\n}\n`;
    assert.deepEqual(
      await routes(
        'mux.go',
        go(
          'github.com/gorilla/mux',
          '\tr := mux.NewRouter()\n\tr.HandleFunc("/a", ok).Methods("GET", "HEAD")\n\ts := r.PathPrefix("/v1").Subrouter()\n\ts.HandleFunc("/b", ok)',
        ),
      ),
      ['GET /a', 'HEAD /a', '* /v1/b'],
    );
    assert.deepEqual(
      await routes(
        'chi.go',
        go(
          'github.com/go-chi/chi/v5',
          '\tr := chi.NewRouter()\n\tr.Get("/a", ok)\n\tr.Route("/v1", func(r chi.Router) {\n\t\tr.Post("/b", ok)\n\t\tr.With(auth).Delete("/c", ok)\n\t})\n\tr.Group(func(r chi.Router) {\n\t\tr.Get("/d", ok)\n\t})',
        ),
      ),
      ['GET /a', 'POST /v1/b', 'DELETE /v1/c', 'GET /d'],
    );
    assert.deepEqual(
      await routes(
        'gin.go',
        go(
          'github.com/gin-gonic/gin',
          '\tr := gin.Default()\n\tr.GET("/a", ok)\n\tv1 := r.Group("/v1")\n\tv1.POST("/b", ok)\n\tv1.Group("/x").Any("/c", ok)\n\tr.Handle("PUT", "/d", ok)',
        ),
      ),
      ['GET /a', 'POST /v1/b', '* /v1/x/c', 'PUT /d'],
    );
    assert.deepEqual(
      await routes(
        'echo.go',
        go('github.com/labstack/echo/v4', '\te := echo.New()\n\tg := e.Group("/v1")\n\tg.GET("/a", ok)'),
      ),
      ['GET /v1/a'],
    );
    assert.deepEqual(
      await routes(
        'fiber.go',
        go(
          'github.com/gofiber/fiber/v2',
          '\tapp := fiber.New()\n\tapp.Get("/a", ok)\n\tapp.Group("/v1").Post("/b", ok)',
        ),
      ),
      ['GET /a', 'POST /v1/b'],
    );
  });

  it('leaves the prefix open where a router comes from elsewhere', async () => {
    const text = `package a

import "github.com/go-chi/chi/v5"

func Register(r chi.Router) {
	r.Get("/a", ok)
}

func admin() chi.Router {
	r := chi.NewRouter()
	r.Get("/b", ok)
	return r
}
`;
    assert.deepEqual(await routes('a.go', text), ['GET …/a', 'GET …/b']);
  });
});
