"""Text into clean values. How long a text may be is said by the deeds, so that what was typed comes back with the sentence."""
