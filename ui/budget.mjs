/** Fails the build where what opens at the start (index.html, and what it names) is above its limit; prints that and the total, compressed. */

import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 100;

const size = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1000;
const sum = (files) => files.reduce((kb, file) => kb + size(file), 0);

const page = readFileSync('dist/index.html', 'utf8');
const start = sum(['index.html', ...[...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file]) => file)]);
const total = sum(['index.html', ...readdirSync('dist/assets').map((file) => `assets/${file}`)]);
console.log(`compressed: ${start.toFixed(1)} KB at the start, of at most ${LIMIT_KB}; ${total.toFixed(1)} KB in all`);
if (start > LIMIT_KB) process.exit(1);
