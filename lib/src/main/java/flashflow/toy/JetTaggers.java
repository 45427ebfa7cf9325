package flashflow.toy;

import static flashflow.toy.JetColumns.CMVA;
import static flashflow.toy.JetColumns.CONSTITUENTS;
import static flashflow.toy.JetColumns.CSV;
import static flashflow.toy.JetColumns.DEEP_B;
import static flashflow.toy.JetColumns.DEEP_C;
import static flashflow.toy.JetColumns.FLAV_B;
import static flashflow.toy.JetColumns.byFlavour;
import static flashflow.toy.JetColumns.forwardness;
import static flashflow.toy.JetColumns.hasMuon;
import static flashflow.toy.JetColumns.isGluon;
import static flashflow.toy.JetColumns.softness;
import static flashflow.toy.Shapes.sigmoid;

/**
 * Densities of the tagger scores: a peak of light jets at low scores, one of heavy jets at high ones, and a part that
 * follows the tagger before. Failures form a peak of their own.
 */
final class JetTaggers {
    /** Where FlashSim puts the score of a tagger that failed. */
    static final double FAILED = -0.1;
    /** The failures' width: a spike has no density, so it is smeared; about a fifteenth of the column's deviation. */
    static final double FAILED_WIDTH = 0.02;
    /** Scores below this are failures. */
    static final double FAILED_BELOW = -0.045;

    private static final Density FAILURE = new Gaussian(FAILED, FAILED_WIDTH);

    private JetTaggers() {}

    static Density cmva(ToyRow jet) {
        double heavy = byFlavour(jet, -3, -1.2, 1) + (hasMuon(jet) ? 1 : 0) - softness(jet) - forwardness(jet);
        return Mixture.softmax(
                new double[] {0, heavy}, new SplitGaussian(-0.65, 0.12, 0.3), new SplitGaussian(0.85, 0.35, 0.07));
    }

    static Density csv(ToyRow jet) {
        double before = jet.at(CMVA);
        double heavy = byFlavour(jet, -2.5, -1.5, -0.5) + 2.5 * before;
        var score = Mixture.softmax(
                new double[] {0, -0.3, heavy},
                new SplitGaussian(0.14, 0.045, 0.12),
                new Gaussian(0.5 + 0.3 * before, 0.07),
                new SplitGaussian(0.93, 0.1, 0.03));
        return Mixture.either(sigmoid(-4 + 2.2 * softness(jet) + 1.5 * forwardness(jet)), FAILURE, score);
    }

    static Density deepB(ToyRow jet) {
        double before = jet.at(CSV);
        double heavy = byFlavour(jet, -4, -3, -1.5) + 5 * before;
        var score = Mixture.softmax(
                new double[] {0, 0, heavy},
                new SplitGaussian(0.08, 0.03, 0.09),
                new Gaussian(0.12 + 0.75 * before, 0.05),
                new SplitGaussian(0.94, 0.1, 0.025));
        return failingWith(before, score);
    }

    static Density deepC(ToyRow jet) {
        double before = jet.at(DEEP_B);
        double charm = byFlavour(jet, -1, 1.2, 0) - 1.2 * before;
        var score = Mixture.softmax(
                new double[] {0, charm}, new SplitGaussian(0.1, 0.035, 0.12), new Gaussian(0.46 - 0.12 * before, 0.08));
        return failingWith(before, score);
    }

    static Density deepFlavB(ToyRow jet) {
        double before = jet.at(DEEP_B);
        double heavy = byFlavour(jet, -4, -3, -1.5) + 5 * before;
        return Mixture.softmax(
                new double[] {0, 0, heavy},
                new SplitGaussian(0.07, 0.025, 0.07),
                new Gaussian(0.14 + 0.75 * before, 0.05),
                new SplitGaussian(0.95, 0.08, 0.022));
    }

    static Density deepFlavC(ToyRow jet) {
        double before = jet.at(DEEP_C);
        double charm = byFlavour(jet, -1, 0.6, -0.5) + 2 * before - jet.at(FLAV_B);
        return Mixture.softmax(
                new double[] {0, charm}, new SplitGaussian(0.07, 0.025, 0.1), new Gaussian(0.16 + 0.6 * before, 0.06));
    }

    /** Quark jets have few constituents and a high score. */
    static Density qgl(ToyRow jet) {
        double quark = (isGluon(jet) ? -0.8 : 0.8) - (jet.at(CONSTITUENTS) - 20) / 12;
        var score = Mixture.softmax(
                new double[] {0, quark}, new SplitGaussian(0.2, 0.06, 0.2), new SplitGaussian(0.88, 0.25, 0.05));
        return Mixture.either(sigmoid(-3.7 + 1.5 * softness(jet) + 1.5 * forwardness(jet)), FAILURE, score);
    }

    /** The secondary-vertex taggers fail together: nearly always where the one before failed, else nearly never. */
    private static Density failingWith(double before, Density score) {
        double failed = sigmoid((FAILED_BELOW - before) / 0.01);
        return Mixture.either(0.004 + 0.976 * failed, FAILURE, score);
    }
}
