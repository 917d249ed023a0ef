import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { afterClose, codeOfStatus, fresh } from '../../src/Proctoring.Gateway/wwwroot/js/observe/after-close.js';
import { openLink } from '../../src/Proctoring.Gateway/wwwroot/js/observe/link.js';

for (const [code, reason] of [[1003, 'fault'], [1008, 'denied']])
  test(`afterClose_Code${code}_EndsAs_${reason}`, () => {
    assert.deepEqual(afterClose(fresh, code, 0.5).action, { kind: 'end', reason });
  });

for (const code of [1000, 1001, 1006, 1011, 1012])
  test(`afterClose_Code${code}_ComesBackWithinARangeThatDoubles`, () => {
    let state = fresh;
    for (const range of [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]) {
      assert.deepEqual(afterClose(state, code, 0).action, { kind: 'wait', delayMs: 0, renew: false });
      const next = afterClose(state, code, 0.999999);
      assert.equal(next.action.delayMs, range - 1);
      state = next.state;
    }
  });

test('afterClose_ServerAsksForPatience_WaitsAtLeastAMoment', () => {
  assert.equal(afterClose(fresh, 1013, 0).action.delayMs, 500);
});

for (const code of [4001, 4004])
  test(`afterClose_Code${code}_RenewsTheTokenFirst`, () => {
    assert.equal(afterClose(fresh, code, 0).action.renew, true);
  });

test('afterClose_RefusedAgainAndAgain_Ends', () => {
  let state = fresh;
  for (const kind of ['wait', 'wait', 'end']) {
    const next = afterClose(state, 4003, 0);
    assert.equal(next.action.kind, kind);
    state = next.state;
  }
});

for (const [status, code] of [[401, 4001], [403, 1008], [404, 1008], [429, 1013], [503, 1013], [500, 1006], [0, 1006]])
  test(`codeOfStatus_${status}_Is_${code}`, () => {
    assert.equal(codeOfStatus(status), code);
  });

/** The browser's WebSocket and fetch, as far as the link uses them; the test plays the server. */
class FakeSocket {
  static OPEN = 1;
  static made = [];
  readyState = 1;

  constructor(url) {
    this.url = url;
    FakeSocket.made.push(this);
  }

  say(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  close() {}
}

let heard, ticket, pinged, isThere;
const hear = Object.fromEntries(['message', 'up', 'down', 'signIn', 'ended'].map((name) => [name, (fact) => heard.push(fact === undefined || name === 'message' ? name : `${name} ${fact}`)]));
const later = () => new Promise((resolve) => setImmediate(resolve));
const newest = () => FakeSocket.made.at(-1);

function open({ renew = async () => true, since = () => null } = {}) {
  return openLink('math 1', { api: { ask: async () => ticket }, renew, hear, since, chance: () => 0 });
}

beforeEach(() => {
  heard = [];
  pinged = 0;
  isThere = true;
  ticket = { status: 200, body: { ticket: 't/1' } };
  FakeSocket.made = [];
  globalThis.WebSocket = FakeSocket;
  globalThis.location = { href: 'https://exam.example/observe', protocol: 'https:' };
  globalThis.fetch = async () => {
    pinged++;
    if (!isThere)
      throw new Error('away');
    return { ok: true };
  };
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

test('openLink_WithATicket_ConnectsAndComesBackWithSince', async () => {
  open({ since: () => '7-0' });
  await later();
  assert.equal(newest().url.href, 'wss://exam.example/ws/rooms/math%201?ticket=t%2F1&since=7-0');
  newest().say({ type: 'resumed', entry: '7-0' });
  newest().onclose({ code: 1001 });
  mock.timers.tick(0);
  await later();
  assert.equal(FakeSocket.made.length, 2);
  assert.deepEqual(heard, ['up', 'message', 'down']);
});

test('openLink_TokenExpired_RenewsFirst_AndAsksThePersonWhereThatFails', async () => {
  let renewed = 0;
  open({ renew: async () => renewed++ === 0 });
  await later();
  newest().onclose({ code: 4004 });
  await later();
  mock.timers.tick(0);
  await later();
  assert.equal(FakeSocket.made.length, 2);
  newest().onclose({ code: 4004 });
  await later();
  mock.timers.tick(60_000);
  assert.equal(FakeSocket.made.length, 2);
  assert.equal(heard.at(-1), 'signIn');
});

test('openLink_RoomOfSomebodyElse_Ends', async () => {
  ticket = { status: 404 };
  open();
  await later();
  assert.equal(heard.at(-1), 'ended denied');
  assert.equal(FakeSocket.made.length, 0);
});

test('openLink_Quiet_AsksWhetherAnybodyIsThere', async () => {
  open();
  await later();
  newest().say({ type: 'snapshot', entry: '1-0', candidates: [] });
  for (let i = 1; i <= 3; i++) {
    mock.timers.tick(12_000);
    await later();
    assert.equal(pinged, i);
  }
  assert.equal(heard.includes('down'), false);
  isThere = false;
  mock.timers.tick(12_000);
  await later();
  assert.equal(heard.at(-1), 'down');
});

test('again_WhileATicketIsFetched_MakesNoSecondSocket', async () => {
  const link = open();
  link.again();
  await later();
  link.again();
  await later();
  assert.equal(FakeSocket.made.length, 1);
});
