const axios = require('axios');
const app = require('express')();
app.get('/', async (request, response) => {
  const { data } = await axios.get('http://prices/1', { timeout: 2000 });
  response.send(data);
});
app.listen(8080);
