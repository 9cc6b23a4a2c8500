-- Decides a run of equal charges of one subject, exactly and in order, in one atomic step.
--
-- KEYS[1]  rl:{subject}: one key, so that the call is right on any node of a cluster
-- ARGV[1]  five little-endian uint32: capacity of the minute, of the second, of the day (0: no such window), cost of a
--          charge, number of charges
-- ARGV[2]  the clock as Unix seconds, in tests only
-- returns  eight uint32: clock, now, admitted, minute_used, second_used, day_used, minute_reset, minute_free
--          clock         this server's clock
--          now           the bucket that is charged: the clock, or the last bucket if the clock is a little behind it
--          admitted      how many of the charges, the first ones, are admitted
--          *_used        what the windows held before this call
--          minute_reset  when the minute window's remaining quota next grows, after this call; `clock` if nothing is used
--          minute_free   when one more charge fits into the minute window; 0 if one fits now
--          (arguments and reply are packed because a number each costs a quarter more of the server's time)
--
-- One clock for all processes: TIME of the server that has the key. The script's effects are replicated, not the script
-- (always so since Redis 7 and in every Valkey), so a replica gets the same value and the same expiry, whatever its clock.
--
-- Value: four little-endian uint32 (last bucket, used in the minute, in the last bucket, in its UTC day), then a bucket
-- in 3 bytes, oldest first: its second modulo 256 and a uint16 of charges. More than 65535 charges in a second take
-- several entries. Sums are kept, so that a call costs the same however many buckets there are. A call that charges
-- nothing writes nothing, unless the past was moved.

local MINUTE, DAY, HEAD, ENTRY, FULL = 60, 86400, 16, 3, 65535
local STEP_BACK = 60 -- a clock this far behind the last bucket waits for it; further, the past is moved to the present

local pack, unpack, floor, max, min = struct.pack, struct.unpack, math.floor, math.max, math.min

local function appended(body, second, amount)
  while amount > FULL do
    body = body .. pack('<BI2', second % 256, FULL)
    amount = amount - FULL
  end
  return body .. pack('<BI2', second % 256, amount)
end

local minute, second, day, cost, count = unpack('<I4I4I4I4I4', ARGV[1])
local clock = tonumber(ARGV[2] or redis.call('TIME')[1])

local now, last, minute_used, second_used, day_used, body, moved = clock, clock, 0, 0, 0, '', false
local stored = redis.call('GET', KEYS[1])
if stored then
  last, minute_used, second_used, day_used = unpack('<I4I4I4I4', stored)
  if last > clock then
    if last - clock <= STEP_BACK then
      now = last
    else
      last, moved = clock, true
      stored = string.rep(' ', HEAD)
      if minute_used > 0 then stored = appended(stored, clock, minute_used) end
    end
  end
  local first = HEAD + 1
  if now > last then
    second_used = 0
    if floor(now / DAY) ~= floor(last / DAY) then day_used = 0 end
    if now - last >= MINUTE then
      minute_used = 0
    else
      while minute_used > 0 do
        local bucket, used = unpack('<BI2', stored, first)
        if (now - bucket) % 256 < MINUTE then break end
        minute_used = minute_used - used
        first = first + ENTRY
      end
    end
  end
  if minute_used > 0 then body = string.sub(stored, first) end
end

local admitted = count
if cost > 0 then
  local room = min(minute - minute_used, second - second_used)
  if day > 0 then room = min(room, day - day_used) end
  admitted = max(0, min(count, floor(room / cost)))
end
local added = admitted * cost
local minute_after = minute_used + added

if added > 0 then
  local amount = added
  if second_used > 0 then -- the newest entry is this second's
    local _, used = unpack('<BI2', body, #body - ENTRY + 1)
    amount = amount + used
    body = string.sub(body, 1, -ENTRY - 1)
  end
  body = appended(body, now, amount)
end

if added > 0 or moved then
  local lifetime = MINUTE
  if day > 0 then lifetime = max(MINUTE, DAY - now % DAY) end
  redis.call('SET', KEYS[1], pack('<I4I4I4I4', now, minute_after, second_used + added, day_used + added) .. body,
    'EX', lifetime + STEP_BACK)
end

-- The second in which `amount` of what the minute window holds has left it.
local function leaves(amount)
  local position = 1
  while true do
    local bucket, used = unpack('<BI2', body, position)
    amount = amount - used
    position = position + ENTRY
    if amount <= 0 or position > #body then return now - (now - bucket) % 256 + MINUTE end
  end
end

local reset, free = clock, 0
if minute_after > 0 then
  reset = leaves(max(1, minute_after - minute + 1))
  if minute_after + cost > minute then free = leaves(minute_after + cost - minute) end
end

return pack('<I4I4I4I4I4I4I4I4', clock, now, admitted, minute_used, second_used, day_used, reset, free)
