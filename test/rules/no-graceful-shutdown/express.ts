import express from 'express';

const app = express();
app.get('/orders', (req, res) => res.send('ok'));

app.listen(8080, () => console.log('listening'));
//  ^^^^^^ violated: requests
