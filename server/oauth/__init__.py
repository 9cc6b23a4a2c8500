"""OAuth 2.0: clients, grants and the endpoints. One module per RFC; each names its own."""
