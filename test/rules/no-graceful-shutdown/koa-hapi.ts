import Koa from 'koa';
import Hapi from '@hapi/hapi';

const app = new Koa();
app.listen(3000);
//  ^^^^^^ violated: server

const server = Hapi.server({ port: 4000 });
await server.start();
//           ^^^^^ violated: stop()
