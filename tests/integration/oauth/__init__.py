"""OAuth against the whole product, through Envoy."""
