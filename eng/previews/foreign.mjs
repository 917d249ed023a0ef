// Serves samples of what other exporters measure, on a port that it prints: node foreign.mjs SAMPLES.prom
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const samples = readFileSync(process.argv[2]);
const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(samples));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
