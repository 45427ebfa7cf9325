package flashflow.toy;

import flashflow.data.Normal;
import flashflow.random.RandomStream;

/**
 * Gaussian core with an exponential tail on either side, joined with a continuous slope (Das, arXiv:1603.08591): the
 * shape of a calorimeter's response.
 *
 * @param mean centre of the core
 * @param width width of the core, above 0
 * @param left where the lower tail begins, in widths below the mean, above 0; also its slope
 * @param right where the upper tail begins, in widths above the mean, above 0; also its slope
 */
record ExpTailGaussian(double mean, double width, double left, double right) implements Density {
    @Override
    public double log(double x) {
        double z = (x - mean) / width;
        return exponent(z) - Math.log(width * (lowerArea() + coreArea() + upperArea()));
    }

    @Override
    public double cdf(double x) {
        double z = (x - mean) / width;
        double area = lowerArea() + coreArea() + upperArea();
        if (z < -left) {
            return Math.exp(exponent(z)) / left / area;
        }
        return z > right
                ? 1 - Math.exp(exponent(z)) / right / area
                : (lowerArea() + Gaussian.SQRT_TWO_PI * (Normal.below(z) - Normal.below(-left))) / area;
    }

    @Override
    public double sample(RandomStream random) {
        double u = random.uniform() * (lowerArea() + coreArea() + upperArea());
        return mean + width * standard(u, random);
    }

    private double standard(double u, RandomStream random) {
        if (u < lowerArea()) {
            return -left - random.exponential() / left;
        }
        return u < lowerArea() + upperArea() ? right + random.exponential() / right : core(random);
    }

    private double core(RandomStream random) {
        double z;
        do {
            z = random.gaussian();
        } while (z < -left || z > right);
        return z;
    }

    private double exponent(double z) {
        if (z < -left) {
            return left * left / 2 + left * z;
        }
        return z > right ? right * right / 2 - right * z : -z * z / 2;
    }

    private double lowerArea() {
        return Math.exp(-left * left / 2) / left;
    }

    private double coreArea() {
        return Gaussian.SQRT_TWO_PI * (Normal.below(right) - Normal.below(-left));
    }

    private double upperArea() {
        return Math.exp(-right * right / 2) / right;
    }
}
