"""Every lesson runs, and what it says about its runs is so."""
