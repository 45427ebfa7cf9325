"""What extraction gives, by a plain loop over events and objects: slow, and easy to read."""

import math

import uproot

from flashflow_nanoaod.kinds import JETS, PILEUP

NOWHERE = {"dr": 0.5, "deta": 0.5, "dphi": 0.5, "pt": 0.0, "mass": 0.0}
CONE = 0.4


class Event:
    """event["Jet_pt"] is a list or a number."""

    def __init__(self, values, entry):
        self.values, self.entry = values, entry

    def __getitem__(self, name):
        return self.values[name]

    def ids(self, object_, generator):
        return {name: self[name] for name in ("run", "luminosityBlock", "event")} | {"entry": self.entry, "object": object_, "generator": generator}


def events(paths, names):
    entry = 0
    for path in paths:
        tree = uproot.open(path)["Events"]
        arrays = {name: tree[name].array().to_list() for name in names}
        for i in range(tree.num_entries):
            yield Event({name: values[i] for name, values in arrays.items()}, entry)
            entry += 1


def wrap(angle):
    while angle > math.pi:
        angle -= 2 * math.pi
    while angle <= -math.pi:
        angle += 2 * math.pi
    return angle


def cone(eta, phi, etas, phis, others):
    """Those of the others (indices) within the cone, in their order: (dr, deta, dphi, index)."""
    found = []
    for i in others:
        deta, dphi = eta - etas[i], wrap(phi - phis[i])
        dr = math.hypot(deta, dphi)
        if dr < CONE:
            found.append((dr, deta, dphi, i))
    return found


def closest_two(found, rules):
    if rules == "right":
        ordered = sorted(found, key=lambda each: (each[0], each[3]))
        return [*ordered, None, None][:2]
    best = previous = None  # as the macros' loop goes
    for each in found:
        if best is None or each[0] < best[0]:
            best, previous = each, best
    return [best, previous]


def near(prefix, chosen, columns):
    """columns: pt and, of jets, mass, by index."""
    if chosen is None:
        return {prefix + name: NOWHERE[name] for name in ("dr", "deta", "dphi", *columns)}
    dr, deta, dphi, i = chosen
    return {prefix + "dr": dr, prefix + "deta": deta, prefix + "dphi": dphi} | {prefix + name: values[i] for name, values in columns.items()}


def is_muon(event, i, last_copy):
    return abs(event["GenPart_pdgId"][i]) == 13 and (not last_copy or event["GenPart_statusFlags"][i] >> 13 & 1 == 1)


def jet_context(event, j, rules):
    muons = [i for i in range(len(event["GenPart_pt"])) if is_muon(event, i, rules == "right")]
    found = cone(event["GenJet_eta"][j], event["GenJet_phi"][j], event["GenPart_eta"], event["GenPart_phi"], muons)
    first, second = closest_two(found, rules)
    row = near("MClosestMuon_", first, {"pt": event["GenPart_pt"]}) | near("MSecondClosestMuon_", second, {"pt": event["GenPart_pt"]})
    return row | {f"MGenJet_{name}": event[f"GenJet_{name}"][j] for name in ("eta", "mass", "phi", "pt", "partonFlavour", "hadronFlavour")}


def muon_context(event, i, rules):
    row = {f"MGenMuon_{name}": event[f"GenPart_{name}"][i] for name in ("eta", "phi", "pt")}
    pdg_id = event["GenPart_pdgId"][i]
    if rules == "right":
        row["MGenMuon_charge"] = (pdg_id < 0) - (pdg_id > 0)
    else:
        row["MGenMuon_charge"] = -1 if pdg_id == -13 else 1
    for bit in range(15):
        row[f"MGenPart_statusFlags{bit}"] = event["GenPart_statusFlags"][i] >> bit & 1
    jets = range(len(event["GenJet_pt"]))
    found = cone(event["GenPart_eta"][i], event["GenPart_phi"][i], event["GenJet_eta"], event["GenJet_phi"], jets)
    row |= near("MClosestJet_", closest_two(found, "right")[0], {"pt": event["GenJet_pt"], "mass": event["GenJet_mass"]})
    return row | {name: event[name] for name in PILEUP}


def target(kind, event, name, o, g):
    object_, generator = kind.object, kind.generator
    if name == "etaMinusGen":
        return event[f"{object_}_eta"][o] - event[f"{generator}_eta"][g]
    if name == "phiMinusGen":
        return wrap(event[f"{object_}_phi"][o] - event[f"{generator}_phi"][g])
    if name in ("ptRatio", "massRatio") and name in kind.derived:
        return event[f"{object_}_{name[:-5]}"][o] / event[f"{generator}_{name[:-5]}"][g]
    return event[f"{object_}_{name}"][o]


def tables(kind, paths, rules, targets, names, keep=lambda row: True):
    """The four tables as lists of rows."""
    pairs, generated, unmatched, all_events = [], [], [], []
    context = jet_context if kind is JETS else muon_context
    for event in events(paths, names):
        number = len(event[f"{kind.generator}_pt"])
        partner = event[kind.partner]
        starts = [g for g in range(number) if kind is JETS or is_muon(event, g, True)]
        starts = [g for g in starts if keep(context(event, g, rules))]
        lonely = [o for o, g in enumerate(partner) if not 0 <= g < number]
        for o, g in enumerate(partner):
            if 0 <= g < number and (g in starts or (kind is not JETS and rules == "flashsim" and keep(context(event, g, rules)))):
                row = {kind.prefix + name: target(kind, event, name, o, g) for name in targets}
                pairs.append(context(event, g, rules) | row | event.ids(o, g))
        for g in starts:
            finders = [o for o, other in enumerate(partner) if other == g]
            generated.append(context(event, g, rules) | {"found": int(bool(finders))} | event.ids(finders[0] if finders else -1, g))
        busy = {"nGenJet": len(event["GenJet_pt"]), "GenJet_HT": sum(event["GenJet_pt"])}
        busy |= {name: event[name] for name in names if name.startswith(("GenMET_", "Pileup_"))}
        columns = [name for name in names if name.startswith(kind.object + "_") and name != kind.partner]
        unmatched += [{name: event[name][o] for name in columns} | busy | event.ids(o, -1) for o in lonely]
        found = sum(1 for g in starts if g in partner)
        ids = {name: value for name, value in event.ids(-1, -1).items() if name not in ("object", "generator")}
        all_events.append(ids | busy | {"n_generated": len(starts), "n_found": found, "n_unmatched": len(lonely)})
    return {"pairs": pairs, "generated": generated, "unmatched": unmatched, "events": all_events}
