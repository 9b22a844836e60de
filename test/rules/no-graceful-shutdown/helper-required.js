const express = require('express');
const stopWell = require('http-graceful-shutdown');

const app = express();
const listening = app.listen(4100);
//                    ^^^^^^ shown: requests finish
stopWell(listening);
