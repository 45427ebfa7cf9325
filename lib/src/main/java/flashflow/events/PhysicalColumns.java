package flashflow.events;

import flashflow.FlashFlowException;
import flashflow.nanoaod.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of the targets of a model: the columns of an object as their branches are called, without {@code Jet_}.
 *
 * @param kind of the objects
 * @param names of the columns, one for each target
 * @param residuals for each target how it is to be understood
 */
record PhysicalColumns(ObjectKind kind, List<String> names, List<Residual> residuals) {
    /** The generator's columns that a residual is taken against; a muon's mass is known. */
    static final List<String> REFERENCE = List.of("pt", "eta", "phi", "mass", "charge");

    private static final double MUON_MASS = 0.1056583755; // GeV, PDG 2024
    private static final int MUON_ID = 13;
    private static final double TURN = 2 * Math.PI;
    /** The largest float32 that is not beyond pi. */
    private static final float HALF_TURN = Math.nextDown((float) Math.PI);

    /** How a target becomes a physical value. */
    enum Residual {
        NONE,
        RATIO_PT,
        RATIO_MASS,
        DIFFERENCE_ETA,
        DIFFERENCE_PHI,
        ANGLE
    }

    /** Of objects that belong to a generator object. */
    static PhysicalColumns ofPairs(ObjectKind kind, List<String> targets) {
        var names = new ArrayList<String>();
        var residuals = new ArrayList<Residual>();
        for (String target : targets) {
            String bare = bare(target, kind.targetPrefix());
            var residual = residual(bare);
            residuals.add(residual);
            names.add(name(residual, bare));
        }
        var columns = new PhysicalColumns(kind, List.copyOf(names), List.copyOf(residuals));
        for (String needed : List.of("pt", "eta", "phi")) {
            if (!names.contains(needed)) {
                throw new FlashFlowException("The flow has no target that gives the " + needed + " of " + kind.word()
                        + ", its targets are " + targets + "; train it on ptRatio, etaMinusGen and phiMinusGen too.");
            }
        }
        return columns;
    }

    /** Of others, whose targets are the columns themselves. */
    static PhysicalColumns ofUnmatched(ObjectKind kind, List<String> targets) {
        var names = targets.stream()
                .map(target -> bare(target, kind.collection() + "_"))
                .toList();
        var residuals = names.stream()
                .map(name -> name.equals("phi") ? Residual.ANGLE : Residual.NONE)
                .toList();
        return new PhysicalColumns(kind, names, residuals);
    }

    private static String bare(String target, String prefix) {
        return target.startsWith(prefix) ? target.substring(prefix.length()) : target;
    }

    private static Residual residual(String bare) {
        return switch (bare) {
            case "ptRatio" -> Residual.RATIO_PT;
            case "massRatio" -> Residual.RATIO_MASS;
            case "etaMinusGen" -> Residual.DIFFERENCE_ETA;
            case "phiMinusGen" -> Residual.DIFFERENCE_PHI;
            default -> Residual.NONE;
        };
    }

    private static String name(Residual residual, String bare) {
        return switch (residual) {
            case RATIO_PT -> "pt";
            case RATIO_MASS -> "mass";
            case DIFFERENCE_ETA -> "eta";
            case DIFFERENCE_PHI -> "phi";
            case NONE, ANGLE -> bare;
        };
    }

    /** Columns that a model draws. */
    List<String> drawn() {
        return names;
    }

    /** Columns that follow from the generator alone. */
    List<String> copied() {
        return kind == ObjectKind.MUONS
                ? List.of("charge", "pdgId", "mass").stream()
                        .filter(name -> !names.contains(name))
                        .toList()
                : List.of();
    }

    /** The generator's columns that are needed. */
    List<String> reference() {
        return REFERENCE.stream()
                .filter(name -> !name.equals(kind == ObjectKind.JETS ? "charge" : "mass"))
                .map(name -> kind.generatorPrefix() + name)
                .toList();
    }

    /**
     * The physical value of a target.
     *
     * @param reference the generator's columns of the object, in the order of {@link #reference}
     */
    double physical(int target, double value, double[] reference, int offset) {
        return switch (residuals.get(target)) {
            case NONE -> value;
            case RATIO_PT -> value * reference[offset];
            case RATIO_MASS -> value * reference[offset + 3];
            case DIFFERENCE_ETA -> value + reference[offset + 1];
            case DIFFERENCE_PHI -> wrapped(value + reference[offset + 2]);
            case ANGLE -> wrapped(value);
        };
    }

    /** Whether a target is itself an angle, which is wrapped. */
    boolean isAngle(int target) {
        return residuals.get(target) == Residual.ANGLE;
    }

    /** A column that is copied. */
    double copied(String name, double[] reference, int offset, boolean opposite) {
        double charge = (opposite ? -1 : 1) * Math.signum(reference[offset + 3]);
        return switch (name) {
            case "charge" -> charge;
            case "pdgId" -> -MUON_ID * charge;
            default -> MUON_MASS;
        };
    }

    /** An angle in [-pi, pi], also when it is rounded to float32. */
    static double wrapped(double angle) {
        double within = angle - TURN * Math.rint(angle / TURN);
        return Math.max(-HALF_TURN, Math.min(HALF_TURN, within));
    }
}
