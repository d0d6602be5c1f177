"""Where the stages of the pipeline run. Every engine gives the same bytes."""
