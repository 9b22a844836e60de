import http from 'k6/http';

export const options = { vus: 20, duration: '5m' };

export default function () {
  http.get('http://pay:8080/');
}
