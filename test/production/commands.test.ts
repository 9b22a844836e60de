import assert from 'node:assert/strict';
import { pictured, goMain, javaMain } from './picture.ts';

/** The program that an image runs, by its Dockerfile in `orders/`. */
async function programOf(dockerfile: string, files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const { programs } = await pictured({ 'orders/Dockerfile': dockerfile, ...files });
  return programs.find(({ starts }) => starts.length > 0)?.id;
}

const express = `import express from 'express';\nexpress().listen(80);\n`;
const flask = `from flask import Flask\napp = Flask(__name__)\n`;

describe('commands of containers', () => {
  for (const [what, dockerfile, files, program] of [
    [
      'a built file is its source',
      'FROM node:22\nWORKDIR /srv\nCOPY . .\nCMD ["node", "dist/main.js"]\n',
      { 'orders/package.json': '{"name":"orders"}', 'orders/src/main.ts': express },
      'orders/src/main.ts',
    ],
    [
      'npm start is the script, through other scripts',
      'FROM node:22\nCOPY . .\nCMD ["npm", "start"]\n',
      {
        'orders/package.json':
          '{"scripts":{"start":"npm run serve","serve":"NODE_ENV=production node -r dotenv/config server.js"}}',
        'orders/server.js': express,
      },
      'orders/server.js',
    ],
    [
      'scripts that start one another in a circle end',
      'FROM node:22\nCOPY . .\nCMD ["npm", "start"]\n',
      {
        'orders/package.json': '{"main":"app.js","scripts":{"start":"npm run go","go":"npm start"}}',
        'orders/app.js': express,
      },
      'orders/app.js',
    ],
    [
      'arguments alone are for the runtime of the base image',
      'FROM gcr.io/distroless/nodejs22\nCOPY . .\nCMD ["--enable-source-maps", "index.js"]\n',
      { 'orders/package.json': '{}', 'orders/index.js': express },
      'orders/index.js',
    ],
    [
      'wrappers and users are no programs',
      'FROM python:3.13\nCOPY . /app\nENTRYPOINT ["tini", "-g", "--", "gosu", "app", "opentelemetry-instrument"]\nCMD ["gunicorn", "-w", "4", "shop.wsgi:application"]\n',
      { 'orders/requirements.txt': 'gunicorn\n', 'orders/shop/wsgi.py': flask, 'orders/shop/__init__.py': '' },
      'orders/shop/wsgi.py',
    ],
    [
      'a shell runs the last command, the others prepare',
      'FROM python:3.13\nCOPY . /app\nCMD python manage.py migrate && exec uvicorn api.main:app --port 80\n',
      {
        'orders/requirements.txt': 'uvicorn\n',
        'orders/api/main.py': flask,
        'orders/manage.py': `if __name__ == '__main__':\n    run()\n`,
      },
      'orders/api/main.py',
    ],
    [
      'a start script hands over to the command that it is given',
      'FROM node:22\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["node", "main.js"]\n',
      {
        'orders/entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n',
        'orders/package.json': '{}',
        'orders/main.js': express,
      },
      'orders/main.js',
    ],
    [
      'a start script runs what its first argument chooses',
      'FROM python:3.13\nCOPY . .\nENTRYPOINT ["/app/entrypoint.sh"]\nCMD ["consume"]\n',
      {
        'orders/requirements.txt': 'pika\n',
        'orders/entrypoint.sh':
          '#!/bin/sh\nserve() {\n  exec python server.py\n}\nconsume() {\n  exec python consumer.py\n}\ncase "$1" in\n  serve) serve ;;\n  consume) consume ;;\nesac\n',
        'orders/server.py': flask,
        'orders/consumer.py': 'import pika\n',
      },
      'orders/consumer.py',
    ],
    [
      'supervisord runs what its file says',
      'FROM python:3.13\nCOPY . .\nCMD ["supervisord", "-c", "supervisord.conf"]\n',
      {
        'orders/requirements.txt': 'flask\n',
        'orders/supervisord.conf': '[supervisord]\nnodaemon=true\n\n[program:api]\ncommand=python api.py\n',
        'orders/api.py': flask,
        'orders/other.py': flask,
      },
      'orders/api.py',
    ],
    [
      'a binary is what the image built under its name',
      'FROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /out/admin ./cmd/admin && go build -o /out/orders ./cmd/server\nFROM scratch\nCOPY --from=build /out/orders /orders\nENTRYPOINT ["/orders"]\n',
      {
        'orders/go.mod': 'module shop/orders\n',
        'orders/cmd/server/main.go': goMain(),
        'orders/cmd/admin/main.go': goMain(),
      },
      'orders/cmd/server/main.go',
    ],
    [
      'a jar is the main class of its module',
      'FROM eclipse-temurin:21\nCOPY target/app.jar /app.jar\nENTRYPOINT ["sh", "-c", "java $JAVA_OPTS -jar /app.jar"]\n',
      {
        'orders/pom.xml': '<project></project>',
        'orders/src/main/java/com/example/orders/OrdersApplication.java': javaMain(
          'com.example.orders',
          'OrdersApplication',
        ),
      },
      'orders/src/main/java/com/example/orders/OrdersApplication.java',
    ],
    [
      'a language that is not read has its project folder',
      'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY . .\nENTRYPOINT ["dotnet", "Orders.dll"]\n',
      { 'orders/src/Orders/Orders.csproj': '<Project/>', 'orders/src/Orders/Program.cs': 'class P {}' },
      'orders/src/Orders',
    ],
    [
      'an image of others with settings alone is no program',
      'FROM prom/prometheus:v3\nCOPY prometheus.yml /etc/prometheus/\n',
      { 'orders/prometheus.yml': 'scrape_configs: []\n' },
      undefined,
    ],
  ] as const) {
    it(what, async () => {
      assert.equal(await programOf(dockerfile, files), program);
    });
  }
});
