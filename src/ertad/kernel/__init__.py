"""What several rooms need and none owns: roles, actor, privacy classes, visibility, formats."""
