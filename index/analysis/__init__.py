"""What is reckoned from statements and labels; pure: nothing here reads or writes a library."""
