"""The dashboard in a real browser, against the whole product."""
