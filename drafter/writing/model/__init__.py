"""The model writer: a language model's sentences on the template writer's floor, each one checked."""
