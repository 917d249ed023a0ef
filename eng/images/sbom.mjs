// A CycloneDX list of what is in an image: sbom.mjs NAME VERSION APP-FOLDER PACKAGE-LIST… > file.
// .NET packages come from the programs' deps.json, Debian's from lists of "name version".
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const [name, version, app, ...lists] = process.argv.slice(2);
const components = new Map();

for (const file of readdirSync(app).filter(file => file.endsWith('.deps.json'))) {
  const { libraries } = JSON.parse(readFileSync(path.join(app, file), 'utf8'));
  for (const [id, library] of Object.entries(libraries)) {
    const [package_, packageVersion] = id.split('/');
    const own = library.type === 'project';
    components.set(id, {
      type: 'library',
      name: package_.replace(/^runtimepack\./, ''),
      version: packageVersion,
      ...(own ? {} : { purl: `pkg:nuget/${package_.replace(/^runtimepack\./, '')}@${packageVersion}` }),
      ...(library.sha512 ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(library.sha512.replace('sha512-', ''), 'base64').toString('hex') }] } : {}),
    });
  }
}
for (const list of lists) {
  for (const line of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
    const [package_, packageVersion] = line.split(' ');
    components.set(`deb/${package_}`, { type: 'library', name: package_, version: packageVersion, purl: `pkg:deb/debian/${package_}@${encodeURIComponent(packageVersion)}?arch=amd64` });
  }
}
const sorted = [...components.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component);
const digest = createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
const serial = [digest.slice(0, 8), digest.slice(8, 12), `4${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
console.log(JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: `urn:uuid:${serial}`,
  version: 1,
  metadata: { component: { type: 'container', name, version } },
  components: sorted,
}, null, 1));
