"""The life of a draft: edits, fact check, approval, promises, comms timeline."""
