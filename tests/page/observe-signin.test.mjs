import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { beginSignIn, finishSignIn, refresh, SignInError, takeReturn } from '../../src/Proctoring.Gateway/wwwroot/js/observe/signin/oidc.js';
import { challengeOf, claimsOf } from '../../src/Proctoring.Gateway/wwwroot/js/observe/signin/pkce.js';
import { takeToken } from '../../src/Proctoring.Gateway/wwwroot/js/observe/signin/sign-in.js';

const endpoints = { issuer: 'https://login.example', authorization_endpoint: 'https://login.example/authorize?kc=1', token_endpoint: 'https://login.example/token' };
const config = { clientId: 'page', scope: 'openid' };
const redirect = 'https://exam.example/observe';
const now = 1_000_000;
const jwt = (claims) => `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

let asked, answer;
beforeEach(() => {
  asked = [];
  globalThis.fetch = async (url, { body }) => {
    asked.push([url, Object.fromEntries(body)]);
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  };
});

const begin = async () => (await beginSignIn(endpoints, config, redirect, '/observe?room=math', now)).begun;

async function finish(back, change = {}) {
  const begun = await begin();
  const claims = { iss: endpoints.issuer, aud: 'page', nonce: begun.nonce, name: 'Rita', ...change };
  answer = { status: 200, body: { access_token: 'access', refresh_token: 'refresh', expires_in: 300, id_token: jwt(claims) } };
  return finishSignIn(endpoints, config, { code: 'code', state: begun.state, ...back }, begun, now);
}

test('challengeOf_TheExampleOfRfc7636_IsIts', async () => {
  assert.equal(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});

test('beginSignIn_AsksForACodeWithSecretsOfItsOwn', async () => {
  const { url, begun } = await beginSignIn(endpoints, config, redirect, '/observe', now);
  const query = new URL(url).searchParams;
  assert.equal(query.get('code_challenge'), await challengeOf(begun.verifier));
  assert.deepEqual(['kc', 'response_type', 'client_id', 'redirect_uri', 'code_challenge_method', 'state', 'nonce'].map((name) => query.get(name)), ['1', 'code', 'page', redirect, 'S256', begun.state, begun.nonce]);
  assert.equal(url.includes(begun.verifier), false);
  assert.equal(new Set([begun.state, begun.nonce, begun.verifier, (await begin()).state]).size, 4);
});

test('finishSignIn_AllRight_GivesTokens', async () => {
  assert.deepEqual(await finish({ iss: endpoints.issuer }), { token: 'access', refresh: 'refresh', expires: now + 300_000, who: 'Rita' });
  assert.equal(asked[0][1].grant_type, 'authorization_code');
  assert.equal(asked[0][1].code_verifier.length, 43);
});

for (const [what, back, change] of [
  ['AnotherState', { state: 'another' }],
  ['AnotherIssuerInTheAddress', { iss: 'https://evil.example' }],
  ['AnError', { error: 'access_denied' }],
  ['AnotherNonce', {}, { nonce: 'replayed' }],
  ['AnotherIssuer', {}, { iss: 'https://evil.example' }],
  ['AnotherAudience', {}, { aud: ['another'] }],
])
  test(`finishSignIn_${what}_Throws`, async () => {
    await assert.rejects(finish(back, change), SignInError);
  });

test('finishSignIn_NotBegunHereOrLongAgo_ThrowsWithoutAsking', async () => {
  await assert.rejects(finishSignIn(endpoints, config, { code: 'c', state: 's' }, null, now), SignInError);
  const begun = await begin();
  await assert.rejects(finishSignIn(endpoints, config, { code: 'c', state: begun.state }, begun, now + 11 * 60_000), SignInError);
  assert.deepEqual(asked, []);
});

test('refresh_TakenOrNot_GivesTokensOrNull', async () => {
  const tokens = { refresh: 'first', who: 'Rita' };
  answer = { status: 200, body: { access_token: 'next', expires_in: 60 } };
  assert.deepEqual(await refresh(endpoints, config, tokens, now), { token: 'next', refresh: 'first', expires: now + 60_000, who: 'Rita' });
  answer = { status: 400, body: { error: 'invalid_grant' } };
  assert.equal(await refresh(endpoints, config, tokens, now), null);
  answer = { status: 503, body: {} };
  await assert.rejects(refresh(endpoints, config, tokens, now));
});

function pageAt(address) {
  const page = { location: new URL(address), replaced: null };
  page.history = { replaceState: (_, __, path) => (page.replaced = path) };
  return page;
}

test('takeReturn_FromTheAuthority_TakesItOutOfTheAddress', () => {
  const page = pageAt(`${redirect}?code=c&state=s&iss=i`);
  assert.deepEqual(takeReturn(page), { code: 'c', state: 's', iss: 'i', error: null, error_description: null });
  assert.equal(page.replaced, '/observe');
  assert.equal(takeReturn(pageAt(`${redirect}?room=math`)), null);
});

test('takeToken_InTheFragment_TakesItOutOfTheAddress', () => {
  const token = jwt({ sub: 'Zoë', exp: 2000 });
  const page = pageAt(`${redirect}?room=math#token=${token}`);
  assert.deepEqual(takeToken(page), { token, who: 'Zoë', expires: 2_000_000 });
  assert.equal(page.replaced, '/observe?room=math');
  assert.equal(takeToken(pageAt(redirect)), null);
});

test('claimsOf_WhatIsNoToken_IsNull', () => {
  for (const text of ['', 'a.b', 'a.%%.c'])
    assert.equal(claimsOf(text), null);
});
