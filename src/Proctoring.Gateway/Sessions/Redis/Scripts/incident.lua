-- Stores an incident, unless its episode has one, and puts it at the end of the list of all and of its room's.
-- KEYS[1] the incident   KEYS[2] those of its session   KEYS[3] all   KEYS[4] those of its room
-- ARGV[1] record   ARGV[2] id   ARGV[3] episode   ARGV[4] entry before which lists are trimmed   ARGV[5] how long it is kept, ms
-- ARGV[6] the notice of it
-- KEYS[5…] of each target that is told: notices that are due, dead letters, attempts
local now = redis.call('TIME')
local known = redis.call('HMGET', KEYS[1], 'record', 'frames')
if known[1] then
  return { 'known', now[1], now[2], tonumber(known[2] or 0) > 0 and 1 or 0 }
end
local entry = redis.call('XADD', KEYS[3], 'MINID', '~', ARGV[4], '*', 'id', ARGV[2])
redis.call('XADD', KEYS[4], 'MINID', '~', ARGV[4], entry, 'id', ARGV[2])
redis.call('HSET', KEYS[1], 'record', ARGV[1], 'entry', entry, 'state', 'Open')
redis.call('HSETNX', KEYS[2], ARGV[3], 'Open')
for i = 5, #KEYS, 3 do
  redis.call('ZADD', KEYS[i], now[1] * 1000 + math.floor(now[2] / 1000), ARGV[6])
end
for i = 1, #KEYS do
  redis.call('PEXPIRE', KEYS[i], ARGV[5])
end
return { 'stored', now[1], now[2] }
