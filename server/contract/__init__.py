"""What the protos say beyond messages: policies, routes and vocabularies, read from the descriptors."""
