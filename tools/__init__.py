"""Scripts of the build: what turns `proto/` into `generated/`. None of it runs in the server."""
