-- Says what became of a notice, unless it was put in anew or claimed by somebody else meanwhile.
-- KEYS[1] due   KEYS[2] dead   KEYS[3] attempts   ARGV[1] notice   ARGV[2] claim   ARGV[3] ms until the next attempt, or empty   ARGV[4] attempts and the last failure, or empty
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or -1) ~= tonumber(ARGV[2]) then
  return { 'changed', time[1], time[2] }
end
if ARGV[4] == '' then
  redis.call('HDEL', KEYS[3], ARGV[1])
else
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[4])
end
if ARGV[3] ~= '' then
  redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
else
  redis.call('ZREM', KEYS[1], ARGV[1])
  if ARGV[4] ~= '' then
    redis.call('ZADD', KEYS[2], now, ARGV[1])
  end
end
return { 'stored', time[1], time[2] }
