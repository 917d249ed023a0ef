-- Notes what there is of a candidate. Lives as long as the longest of it.
-- KEYS[1] the candidate   ARGV[1] what there is   ARGV[2] how long that lives, ms
local now = redis.call('TIME')
redis.call('SADD', KEYS[1], ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return { 'stored', now[1], now[2] }
