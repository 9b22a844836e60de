import express from 'express';

const app = express();
app.listen(8080);
//  ^^^^^^ shown: OpenTelemetry is loaded before the program
