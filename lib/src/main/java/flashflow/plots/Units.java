package flashflow.plots;

import java.util.Map;

/**
 * Units of the columns of FlashSim's jets and muons, in the conventions of CMS NanoAOD: momenta and masses in GeV, lengths in
 * cm, angles in rad. Columns that are not listed are numbers without a unit.
 */
final class Units {
    private static final Map<String, String> OF = Map.ofEntries(
            Map.entry("pt", "GeV"),
            Map.entry("mass", "GeV"),
            Map.entry("energy", "GeV"),
            Map.entry("ptErr", "GeV"),
            Map.entry("jetPtRelv2", "GeV"),
            Map.entry("phi", "rad"),
            Map.entry("dphi", "rad"),
            Map.entry("phiMinusGen", "rad"),
            Map.entry("dxy", "cm"),
            Map.entry("dxyErr", "cm"),
            Map.entry("dz", "cm"),
            Map.entry("dzErr", "cm"),
            Map.entry("ip3d", "cm"),
            Map.entry("seconds", "s"),
            Map.entry("rows_per_s", "1/s"));

    private Units() {}

    /** The unit of a column, with or without its prefix ({@code MGenJet_pt} or {@code pt}); empty where it has none. */
    static String of(String column) {
        String known = OF.get(column);
        return known != null ? known : OF.getOrDefault(column.substring(column.lastIndexOf('_') + 1), "");
    }

    /** A name with its unit, as an axis title. */
    static String label(String column, String unit) {
        return unit.isEmpty() ? column : column + " [" + unit + "]";
    }

    static String label(String column) {
        return label(column, of(column));
    }
}
