"""What should happen: the programme's content as data, its checks, and the shape of a day."""
