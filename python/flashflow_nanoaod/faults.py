"""What a user can do something about, told in one sentence."""


class Fault(Exception):
    """One sentence: what was wrong, where, what to do."""


def listed(names, most=8):
    """"a, b, c" with the rest counted."""
    names = list(names)
    told = ", ".join(names[:most])
    return told + (f" and {len(names) - most} more" if len(names) > most else "")
