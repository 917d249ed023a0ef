-- Removes notices, dead or waiting, and says how many there were.
-- KEYS[1] due   KEYS[2] dead   KEYS[3] attempts   ARGV[…] notices
local time = redis.call('TIME')
local count = 0
for _, notice in ipairs(ARGV) do
  count = count + redis.call('ZREM', KEYS[1], notice) + redis.call('ZREM', KEYS[2], notice)
  redis.call('HDEL', KEYS[3], notice)
end
return { 'stored', time[1], time[2], count }
