import http from 'k6/http';

export const options = { stages: [{ duration: '1m', target: 50 }] };

export default function () {
  http.get('http://web:8080/');
}
