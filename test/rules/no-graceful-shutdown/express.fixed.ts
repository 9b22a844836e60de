import express from 'express';

const app = express();
app.get('/orders', (req, res) => res.send('ok'));

const server = app.listen(8080, () => console.log('listening'));
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
});
