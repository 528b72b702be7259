"""What an instructor uses: making the exercises, and grading them."""
