"""The edge: Envoy's configuration, the check of JSON bodies that Envoy asks us for, and the answer to unknown paths."""
