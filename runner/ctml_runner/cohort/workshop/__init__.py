"""The workshop: sixty minutes in a room, as pages that whoever leads it uses as they are."""
