"""Marks in the forms that other systems read, to the letter of each."""
