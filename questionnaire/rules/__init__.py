"""What follows from the answers: each rule takes the facts, and the assessment joins them."""
