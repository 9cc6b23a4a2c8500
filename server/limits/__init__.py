"""Plans, and the limiter that holds every caller to one, exactly, over all processes."""
