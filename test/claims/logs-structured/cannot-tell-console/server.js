const app = require('express')();
app.get('/', (request, response) => { console.log('served'); response.send('hello'); });
app.listen(8080);
