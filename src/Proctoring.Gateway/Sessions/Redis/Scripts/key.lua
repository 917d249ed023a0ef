-- The key that signs resume tokens: whoever comes first brings it, everybody keeps it alive.
-- KEYS[1] where it lies   ARGV[1] a key, should there be none   ARGV[2] how long it lives, ms
local now = redis.call('TIME')
redis.call('SET', KEYS[1], ARGV[1], 'NX')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return { 'stored', now[1], now[2], redis.call('GET', KEYS[1]) }
