import { app } from './app';
import { onStop } from './stop';

const server = app.listen(process.env.PORT ?? 3000);
//                 ^^^^^^ shown: SIGTERM
onStop(server);
