"""An example of what others can add to crossfact."""
