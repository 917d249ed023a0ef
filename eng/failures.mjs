// Prints what failed in the given .trx files, last, so that it is seen where only the end of a log is kept.
import { readFileSync } from 'node:fs';

const text = (xml) => xml.replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');

for (const file of process.argv.slice(2)) {
  for (const [, name, rest] of readFileSync(file, 'utf8').matchAll(/<UnitTestResult [^>]*?testName="([^"]*)"[^>]*?outcome="Failed"[^>]*>([\s\S]*?)<\/UnitTestResult>/g)) {
    const message = text(rest.match(/<Message>([\s\S]*?)<\/Message>/)?.[1] ?? '');
    console.log(`FAILED ${text(name)}\n${message.split('\n').slice(0, 20).map((line) => `    ${line}`).join('\n')}`);
  }
}
