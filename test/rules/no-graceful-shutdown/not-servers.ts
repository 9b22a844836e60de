import net from 'node:net';
import { setupServer } from 'msw/node';
import { audio } from './audio';

const mock = setupServer();
mock.listen();
audio.listen('beep');
net.createServer().listen(7000);
