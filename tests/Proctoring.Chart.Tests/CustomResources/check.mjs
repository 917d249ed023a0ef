// Checks custom resources (a JSON array on stdin) against @kubernetes-models: an object must be a literal of its TypeScript type,
// which an unknown field is not, and hold values that its schema takes. Prints one line a complaint.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const packages = {
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
  'cert-manager.io': '@kubernetes-models/cert-manager',
};
const folder = mkdtempSync(path.join(process.cwd(), 'check-'));
const require = createRequire(path.join(process.cwd(), 'package.json'));
const objects = JSON.parse(readFileSync(0, 'utf8'));

const moduleOf = ({ apiVersion }) => `${packages[apiVersion.split('/')[0]]}/${apiVersion}`;
const idOf = ({ kind, metadata }) => `${kind}/${metadata.name}`;

try {
  for (const object of objects) {
    const { [object.kind]: Model } = await import(path.join(process.cwd(), 'node_modules', moduleOf(object), 'index.js'));
    const model = new Model(object);
    try {
      model.validate();
    } catch (e) {
      console.log(`${idOf(object)}: ${e.message}`);
    }
  }
  const source = objects.map((object, i) =>
    `import type { I${object.kind} as T${i} } from "${moduleOf(object)}/${object.kind}"; export const o${i}: T${i} = ${JSON.stringify(object)};`);
  writeFileSync(path.join(folder, 'check.mts'), source.join('\n'));
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--moduleResolution', 'nodenext'];
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), ...options, 'check.mts'], { cwd: folder, encoding: 'utf8' });
} catch (e) {
  if (!e.stdout) throw e;
  for (const line of e.stdout.split('\n').filter(Boolean)) {
    const place = /^check\.mts\((\d+),/.exec(line);
    console.log(place ? `${idOf(objects[place[1] - 1])}: ${line}` : line);
  }
} finally {
  rmSync(folder, { recursive: true });
}
