-- Adds to a subject's windows what a process admitted alone while this server was away, whether it fits or not.
--
-- KEYS[1]  rl:{subject}
-- ARGV[1]  little-endian uint32: 1 if the plan has a day window, else 0; used in the current UTC day; and then pairs,
--          how many seconds ago and how much, for what was used in the last minute
-- ARGV[2]  the clock as Unix seconds, in tests only
--
-- The value and the treatment of the clock are those of charge.lua.

local MINUTE, DAY, HEAD, ENTRY, FULL, STEP_BACK = 60, 86400, 16, 3, 65535, 60

local clock = tonumber(ARGV[2] or redis.call('TIME')[1])
local now, day_used, by_age = clock, 0, {}

local function add(age, used)
  if age < MINUTE then by_age[age] = (by_age[age] or 0) + used end
end

local stored = redis.call('GET', KEYS[1])
if stored then
  local last, minute_used, _, last_day_used = struct.unpack('<I4I4I4I4', stored)
  if last > clock and last - clock <= STEP_BACK then now = last end
  if last > now then
    add(0, minute_used)
    last = now
  else
    for position = HEAD + 1, #stored, ENTRY do
      local bucket, used = struct.unpack('<BI2', stored, position)
      add((last - bucket) % 256 + now - last, used)
    end
  end
  if math.floor(now / DAY) == math.floor(last / DAY) then day_used = last_day_used end
end

local has_day, today = struct.unpack('<I4I4', ARGV[1])
for position = 9, #ARGV[1], 8 do
  add(struct.unpack('<I4I4', ARGV[1], position))
end

local body, minute_used = {}, 0
for age = MINUTE - 1, 0, -1 do
  local amount = by_age[age] or 0
  minute_used = minute_used + amount
  while amount > 0 do
    body[#body + 1] = struct.pack('<BI2', (now - age) % 256, math.min(amount, FULL))
    amount = amount - FULL
  end
end

local lifetime = MINUTE
if has_day > 0 then lifetime = math.max(MINUTE, DAY - now % DAY) end
redis.call('SET', KEYS[1], struct.pack('<I4I4I4I4', now, minute_used, by_age[0] or 0, day_used + today) .. table.concat(body),
  'EX', lifetime + STEP_BACK)
