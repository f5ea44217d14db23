"""Files to hand in, in parcels that the API takes at once."""

from collections.abc import Mapping


def parcels(documents: Mapping[str, bytes], most: int) -> list[dict[str, bytes]]:
    """Return the documents in order, in as few parcels of at most `most` bytes as that allows.

    A document that is larger alone is a parcel of its own; there is always one.
    """
    packed: list[dict[str, bytes]] = [{}]
    size = 0
    for name, content in documents.items():
        if packed[-1] and size + len(content) > most:
            packed.append({})
            size = 0
        packed[-1][name] = content
        size += len(content)
    return packed
