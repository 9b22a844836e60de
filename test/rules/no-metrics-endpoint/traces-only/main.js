import './tracing.js';
import express from 'express';

const app = express();
app.listen(8080);
//  ^^^^^^ violated: exports no metrics
