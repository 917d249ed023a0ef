// The edge's script of docs/cdn knows the addresses that gateways sign, and no others.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import edge, { signedName } from '../../docs/cdn/edge.mjs';

// SigningKeysTests.Sign_KnownKey_IsWhatAnEdgeComputes holds the gateway to the same words.
const keys = '# old ones go last\n2026b:enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6eno=\n2026a:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n';
const name = 'pictures/ab/0123456789abcdef0123456789abcd.jpg';
const good = `https://cdn.example/p/${name}?e=1795350000&k=2026a&s=sC5Xkm-N1jR7IQOO4ooW0BKCyHfYio-5CTfz5Ycny74`;
const before = 1_795_349_999_000;

test('signedName_SignedByAGateway_IsTheObjectUntilItExpires', async () => {
  assert.equal(await signedName(good, keys, before), name);
  assert.equal(await signedName(good, keys, before + 1000), null);
});

test('signedName_Changed_IsNone', async () => {
  const changed = [
    good.replace('0123', '1123'),
    good.replace('/ab/', '/ac/'),
    good.replace('1795350000', '1795350001'),
    good.replace('1795350000', '01795350000'),
    good.replace('2026a', '2026b'),
    good.replace('k=2026a', 'k='),
    good.replace('s=s', 's=t'),
    good.replace('y74', 'y75'), // the same bits, spelled differently
    good.replace('y74', 'y7'),
    good.replace('/pictures/', '/pictures/../evidence/'),
    good.replace('.jpg?', '.jpg/?'),
    good.replace('.jpg?', '.jpg%2f..?'),
    good.split('?')[0],
  ];
  for (const each of changed)
    assert.equal(await signedName(each, keys, before), null, each);
});

test('signedName_KeyTakenAway_IsNone', async () => {
  assert.equal(await signedName(good, keys.split('\n').slice(0, 2).join('\n'), before), null);
});

test('fetch_Unsigned_AsksNobody', async () => {
  const answer = await edge.fetch({ method: 'GET', url: good.replace('s=s', 's=t') }, { KEYS: keys, ORIGIN: 'http://nobody.invalid' });
  assert.equal(answer.status, 403);
});
