import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupOf, isDecided } from '../../src/Proctoring.Gateway/wwwroot/js/observe/groups.js';
import { emptyRoom, hearRoom } from '../../src/Proctoring.Gateway/wwwroot/js/observe/room.js';
import { roster } from '../../src/Proctoring.Gateway/wwwroot/js/observe/roster.js';

const now = Date.parse('2026-05-01T09:00:00Z');
const at = '2026-05-01T09:00:00Z';
const somebody = { session: 's1', candidate: 'c-1', presence: 'watched', phone: false, marks: 0, dismissed: 0, phone_seconds: 0, at, decisions: new Map() };
const snapshot = (...candidates) => ({ type: 'snapshot', room: 'math', entry: '5-0', candidates });
const event = (name, fields) => ({ type: 'event', entry: '6-0', event: name, at, session: 's1', ...fields });

for (const [what, fields, group] of [
  ['Watched', {}, 'watched'],
  ['WithAPhone', { phone: true }, 'phone'],
  ['Marked', { marks: 2, dismissed: 1 }, 'marked'],
  ['MarkedAndGone', { marks: 1, presence: 'over' }, 'marked'],
  ['Dismissed', { marks: 2, dismissed: 2 }, 'watched'],
  ['Blind', { presence: 'blind' }, 'unseen'],
  ['Silent', { presence: 'silent', phone: true }, 'unseen'],
  ['Away', { presence: 'away' }, 'unseen'],
  ['AwayAfterTheEnd', { presence: 'away', ends: '2026-05-01T08:59:59Z' }, 'over'],
  ['WatchedAfterTheEnd', { ends: '2026-05-01T08:59:59Z' }, 'watched'],
  ['Over', { presence: 'over' }, 'over'],
  ['ExpectedAtOnce', { presence: 'expected' }, 'missing'],
  ['ExpectedNow', { presence: 'expected', starts: at }, 'missing'],
  ['ExpectedLater', { presence: 'expected', starts: '2026-05-01T09:00:01Z' }, 'later'],
  ['NeverCame', { presence: 'expected', ends: at }, 'over'],
])
  test(`groupOf_${what}_Is_${group}`, () => {
    assert.equal(groupOf({ ...somebody, ...fields }, now), group);
  });

test('hearRoom_Event_ReplacesTheFieldsThatItHas', () => {
  const room = emptyRoom();
  assert.equal(hearRoom(room, snapshot(somebody)).changed, null);
  const { changed, happened } = hearRoom(room, event('phone', { phone: true, phone_seconds: 1.5 }));
  assert.deepEqual(changed, ['s1']);
  assert.equal(happened.candidate.candidate, 'c-1');
  const { phone, presence, phone_seconds: seconds, log } = room.candidates.get('s1');
  assert.deepEqual({ phone, presence, seconds, log: log.map(({ event: name }) => name) }, { phone: true, presence: 'watched', seconds: 1.5, log: ['phone'] });
  assert.equal(room.entry, '6-0');
});

test('hearRoom_ReviewOfSomebodyUnknown_IsPassedOver', () => {
  const room = emptyRoom();
  hearRoom(room, event('reviewed', { dismissed: 1, episode: 1, decision: 'dismissed' }));
  assert.equal(room.candidates.size, 0);
});

test('hearRoom_Removed_LeavesNothing', () => {
  const room = emptyRoom();
  hearRoom(room, snapshot(somebody));
  assert.deepEqual(hearRoom(room, event('removed')).changed, ['s1']);
  assert.equal(room.candidates.size, 0);
});

test('hearRoom_SecondSnapshot_ForgetsWhoIsGoneAndSaysThatSomethingMayBeMissing', () => {
  const room = emptyRoom();
  hearRoom(room, snapshot(somebody, { ...somebody, session: 's2' }));
  hearRoom(room, event('phone', { phone: true }));
  hearRoom(room, snapshot(somebody));
  assert.deepEqual([...room.candidates.keys()], ['s1']);
  assert.deepEqual(room.candidates.get('s1').log.map(({ event: name }) => name), ['phone', 'unknown']);
});

test('hearRoom_EndlessEvents_KeepsTheLast', () => {
  const room = emptyRoom();
  hearRoom(room, snapshot(somebody));
  for (let i = 0; i < 1_000; i++)
    hearRoom(room, event('phone', { phone_seconds: i }));
  assert.equal(room.candidates.get('s1').log.length, 200);
  assert.equal(room.candidates.get('s1').logged, 1_000);
});

test('hearRoom_NewerServersMessage_IsIgnored', () => {
  assert.deepEqual(hearRoom(emptyRoom(), { type: 'weather', entry: '9-0' }).changed, []);
});

test('roster_RandomMoves_KeepsEveryGroupSorted', () => {
  const order = roster();
  const candidates = new Map();
  let seed = 7;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
  for (let i = 0; i < 3_000; i++) {
    const number = random(60);
    const candidate = { ...somebody, session: `s${number}`, candidate: `c-${number}`, phone: random(2) === 1, marks: random(3), decisions: new Map(random(2) ? [[1, 'confirmed'], [2, 'confirmed']] : []) };
    if (random(10) === 0)
      candidates.delete(candidate.session);
    else
      candidates.set(candidate.session, candidate);
    order.place(candidate.session, candidates.get(candidate.session) ?? null, now);
  }
  for (const group of ['marked', 'phone', 'watched']) {
    const expected = [...candidates.values()].filter((one) => groupOf(one, now) === group).sort((one, other) =>
      Number(one.marks > 0 && isDecided(one)) - Number(other.marks > 0 && isDecided(other)) || Number(one.session.slice(1)) - Number(other.session.slice(1)));
    assert.deepEqual(order.of(group), expected.map(({ session }) => session));
    assert.equal(order.count(group), expected.length);
    for (const [i, { session }] of expected.entries())
      assert.equal(order.next(session), expected[i + 1]?.session ?? null);
  }
});
