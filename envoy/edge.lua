-- What the edge does to a request before anything else looks at it, and to an answer after everything else has.
-- Runs on every call; nothing is buffered here.

-- The methods that the transcoder binds RPCs to, and whether a body means anything with them (RFC 9110, section 9.3).
local methods = {POST = true, PUT = true, PATCH = true, GET = false, HEAD = false, DELETE = false, OPTIONS = false}

-- gRPC by the same content types as for the transcoder, since it reads anything else as REST. gRPC-Web has become gRPC
-- where this script stands: behind the grpc_web filter on the way in, before it on the way out.
local function is_grpc(headers)
  local content_type = headers:get("content-type") or ""
  return content_type == "application/grpc" or content_type:find("^application/grpc%+") ~= nil
end

-- Removes the headers whose name `unwanted` accepts; they cannot be removed while being walked through.
local function remove(headers, unwanted)
  local names = {}
  for name in pairs(headers) do
    if unwanted(name) then names[#names + 1] = name end
  end
  for _, name in ipairs(names) do headers:remove(name) end
end

-- Names that only the edge may set: they steer Envoy itself, or prove to a server that a call comes from here.
local function of_the_edge(name)
  return name:find("^x%-envoy%-") ~= nil or name:find("^x%-netallion%-") ~= nil
end

-- Names that mean something to gRPC and nothing to REST: a time-out, a compression or binary metadata would break the
-- call on its far side, where the answer could no longer be ours.
local function of_grpc(name)
  return name:find("^grpc%-") ~= nil or name:find("%-bin$") ~= nil
end

function envoy_on_request(handle)
  local headers = handle:headers()
  local grpc = is_grpc(headers)
  remove(headers, function(name) return of_the_edge(name) or (not grpc and of_grpc(name)) end)

  local noted = handle:streamInfo():dynamicMetadata()

  -- An id of unsound form is no id: the service makes one of its own (server/interceptors/request_id.py).
  local id = headers:get("x-request-id")
  if id and #id >= 8 and #id <= 64 and id:find("^[%w._-]+$") then
    noted:set("netallion", "id", id)
  else
    headers:remove("x-request-id")
  end

  -- For the access log and Envoy's own answers: the method, whether this is gRPC, and the path without its query and without what looks like a credential of ours.
  local method = headers:get(":method")
  local path = (headers:get(":path") or ""):match("^[^?#]*"):gsub("cpf_[%w_]+", "cpf_...")
  noted:set("netallion", "method", method)
  noted:set("netallion", "grpc", grpc)
  noted:set("netallion", "path", path)

  -- The peer, at the end of X-Forwarded-For. Envoy would write its own address there for a peer on loopback.
  local peer = handle:streamInfo():downstreamDirectRemoteAddress():gsub(":%d+$", ""):gsub("[%[%]]", "")
  local forwarded = headers:get("x-forwarded-for")
  headers:replace("x-forwarded-for", forwarded and forwarded .. ", " .. peer or peer)

  -- A tunnel has no route, nor an end to wait for.
  if grpc or method == "CONNECT" then return end

  -- OPTIONS is bound to the RPC that refuses, whatever the path. A method that is bound nowhere goes there too, so that a
  -- service answers it with 404 and the limit headers, like any address that does not exist.
  if methods[method] == nil then headers:replace(":method", "OPTIONS") end

  -- The transcoder would read a body as fields of the request whatever the method, and nobody would have checked it. So
  -- where it means nothing it ends here. No body, no loop.
  if not methods[method] then
    headers:remove("content-length")
    for chunk in handle:bodyChunks() do chunk:setBytes("") end
  end
end

function envoy_on_response(handle)
  local headers = handle:headers()
  -- A gRPC answer keeps its status: one without a message has it in the headers. But a server's gRPC library calls a
  -- message that is too large RESOURCE_EXHAUSTED, which is to mean a rate limit and then says how the limits stand.
  if is_grpc(headers) then
    if headers:get("grpc-status") == "8" and not headers:get("x-ratelimit-limit") then
      headers:replace("grpc-status", "3")
      headers:replace("grpc-message", "the message is too large")
    end
    return
  end
  -- What speaks HTTP by itself (OAuth's endpoints) says its status here, since gRPC has no other place for it.
  local status = headers:get("x-netallion-http-status")
  if status then headers:replace(":status", status) end
  remove(headers, function(name) return of_the_edge(name) or of_grpc(name) end)
  local noted = handle:streamInfo():dynamicMetadata():get("netallion") or {}
  local id = noted.id
  if id and not headers:get("x-request-id") then headers:add("x-request-id", id) end  -- an answer of Envoy's own
  if not headers:get("cache-control") then headers:add("cache-control", "no-store") end
  headers:replace("x-content-type-options", "nosniff")

  -- An answer to HEAD has no body (RFC 9110, section 9.3.2). The transcoder writes one all the same; over HTTP/1.1 the
  -- client would read it as the beginning of the next answer.
  if noted.method == "HEAD" then
    for chunk in handle:bodyChunks() do chunk:setBytes("") end
  end

  -- gRPC's trailers are still there, and HTTP/2 would show them. The body is not held up by this.
  if handle:streamInfo():protocol() ~= "HTTP/1.1" then
    local trailers = handle:trailers()
    if trailers then remove(trailers, of_grpc) end
  end
end
