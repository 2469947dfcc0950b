"""Onrecord reads news pages and keeps the record of what was said."""
