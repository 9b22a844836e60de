import express from 'express';
import bundle from 'express-prom-bundle';

const app = express();
app.use(bundle({ includePath: true }));
app.listen(8080);
//  ^^^^^^ shown: the middleware measures requests
