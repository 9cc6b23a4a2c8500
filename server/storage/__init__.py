"""Where everything is kept: engine, sessions bound to a tenant, keys, page tokens and migrations."""
