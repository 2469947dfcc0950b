"""What many articles add up to: two wordings of one thing, and where they part."""
