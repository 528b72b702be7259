"""What the `course` command can do, one module for each of its words."""
