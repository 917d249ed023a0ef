-- Stores what somebody has decided about an incident, and tells how all of its session's now stand.
-- KEYS[1] the incident   KEYS[2] those of its session   ARGV[1] state   ARGV[2] review   ARGV[3] episode   ARGV[4] the notice of it
-- KEYS[3…] of each target that is told: notices that are due, dead letters, attempts
local now = redis.call('TIME')
if redis.call('HEXISTS', KEYS[1], 'record') == 0 then
  return { 'unknown', now[1], now[2] }
end
redis.call('HSET', KEYS[1], 'state', ARGV[1], 'review', ARGV[2])
redis.call('HSET', KEYS[2], ARGV[3], ARGV[1])
local version = redis.call('HINCRBY', KEYS[2], 'reviews', 1)
for i = 3, #KEYS, 3 do
  redis.call('ZADD', KEYS[i], now[1] * 1000 + math.floor(now[2] / 1000), ARGV[4])
  redis.call('ZREM', KEYS[i + 1], ARGV[4])
  redis.call('HDEL', KEYS[i + 2], ARGV[4])
end
return { 'stored', now[1], now[2], version, redis.call('HGETALL', KEYS[2]) }
