-- Has a dead letter sent again.
-- KEYS[1] due   KEYS[2] dead   KEYS[3] attempts   ARGV[1] notice
local time = redis.call('TIME')
if redis.call('ZREM', KEYS[2], ARGV[1]) == 0 then
  return { 'unknown', time[1], time[2] }
end
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
return { 'stored', time[1], time[2] }
