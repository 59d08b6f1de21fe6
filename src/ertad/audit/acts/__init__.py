"""What is done with the trail itself."""
