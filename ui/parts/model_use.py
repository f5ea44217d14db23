"""What a model did for an update, and what it used."""

from typing import Any

import streamlit as st

FATES = {
    "passed": "as written",
    "repaired": "reworded",
    "replaced": "replaced by the template",
    "dropped": "dropped",
    "added": "added by the template",
}


def model_use(model: dict[str, Any] | None) -> None:
    """Draw one line; of an update that no model was asked for, nothing."""
    if not model:
        return
    usage = model["usage"]
    failed = [one for one in model["calls"] if one["outcome"] != "answered"]
    sentences = ", ".join(f"{count} {FATES[fate]}" for fate, count in model["sentences"].items())
    parts = [
        f"{model['name']}: {usage['calls']} calls, {usage['latency_s']:.1f} s",
    ]
    if usage["unreported"] < usage["calls"]:
        parts.append(
            f"{usage['input_tokens']:,} tokens in ({usage['cached_tokens']:,} cached), "
            f"{usage['output_tokens']:,} out"
        )
    elif usage["calls"]:
        parts.append("tokens not reported")
    if usage["cost"] is not None:
        parts.append(f"cost {usage['cost']:.4f}")
    if sentences:
        parts.append(f"sentences {sentences}")
    st.caption(" · ".join(parts))
    if failed:
        st.caption(f"▲ {failed[0]['call']}: {failed[0]['message']}")
