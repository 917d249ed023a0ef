-- Takes notices that are due for one target, for a while, and drops dead letters that are too old.
-- KEYS[1] due   KEYS[2] dead   KEYS[3] attempts   ARGV[1] how long, ms   ARGV[2] how many   ARGV[3] dead letters before then go   ARGV[4] how long keys live, ms
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', '(' .. ARGV[3], 'LIMIT', 0, 100)) do
  redis.call('ZREM', KEYS[2], old)
  redis.call('HDEL', KEYS[3], old)
end
local claim = now + ARGV[1]
local names = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[2])
local attempts = {}
for i, name in ipairs(names) do
  redis.call('ZADD', KEYS[1], claim, name)
  attempts[i] = redis.call('HGET', KEYS[3], name) or ''
end
for i = 1, 3 do
  redis.call('PEXPIRE', KEYS[i], ARGV[4])
end
return { 'claimed', time[1], time[2], redis.call('ZCARD', KEYS[1]), redis.call('ZCARD', KEYS[2]), claim, names, attempts }
