"""The client behind the command line: REST over httpx, and one gRPC stream for documents too large for REST.

It knows the published contract and nothing of the server's inside, so it can be shipped without it.
"""
