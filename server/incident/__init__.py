"""Incidents: one for each thing found in a workspace, in all the places where it was found."""
