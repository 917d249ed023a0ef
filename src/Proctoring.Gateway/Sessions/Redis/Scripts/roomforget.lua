-- Removes all that there is of a session in its room, and tells that.
-- KEYS[1] events   KEYS[2] candidates   ARGV[1] session   ARGV[2] event that tells   ARGV[3] how long it is kept at least, ms   ARGV[4] channel
local now = redis.call('TIME')
local found = redis.call('HDEL', KEYS[2], ARGV[1])
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
  if string.find(entry[2][2], ARGV[1], 1, true) then
    found = found + redis.call('XDEL', KEYS[1], entry[1])
  end
end
if found == 0 then
  return { 'unknown', now[1], now[2] }
end
local last = redis.call('XADD', KEYS[1], '*', 'event', ARGV[2])
redis.call('HSET', KEYS[2], '!last', last)
for i = 1, 2 do
  if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[i], ARGV[3]) end
end
redis.call('PUBLISH', ARGV[4], last)
return { 'removed', now[1], now[2] }
