package flashflow.toy;

import flashflow.random.RandomStream;

/**
 * How a detector writes a target whose smooth value has a density: some values as they are, others all as one. What is written is
 * told in the scale of the smooth value. Every kind knows the law of what it writes, from the integral of the density.
 */
interface Written {
    /** Draws what is written. */
    double draw(Density smooth, RandomStream random);

    /** Logarithm of the density of a written value, or of its probability where values are counted. */
    double log(Density smooth, double value);

    /** What is written for a value that came back from a file, rounded to float32 on its way. */
    double read(double value);

    /** Whether a written value has a density, and not a probability. */
    boolean hasDensity(double value);

    /**
     * All values of an interval and none beyond it: the density is cut off there, and normalised.
     *
     * @param low may be minus infinity
     * @param high may be infinity
     */
    record Within(double low, double high) implements Written {
        static final Within ALL = new Within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        boolean holds(double value) {
            return (float) value > low && (float) value < high;
        }

        @Override
        public double draw(Density smooth, RandomStream random) {
            double value;
            do {
                value = smooth.sample(random);
            } while (!holds(value));
            return value;
        }

        @Override
        public double log(Density smooth, double value) {
            return smooth.log(value) - Math.log(share(smooth));
        }

        double share(Density smooth) {
            double below = low == Double.NEGATIVE_INFINITY ? 0 : smooth.cdf(low);
            return (high == Double.POSITIVE_INFINITY ? 1 : smooth.cdf(high)) - below;
        }

        @Override
        public double read(double value) {
            return value;
        }

        @Override
        public boolean hasDensity(double value) {
            return true;
        }
    }

    /**
     * One value for all below a limit, such as the score of a tagger that failed; above it those of an interval.
     *
     * @param limit the interval's lower end or below it
     * @param spike the one value, below the limit
     * @param above the others
     */
    record Spiked(double limit, double spike, Within above) implements Written {
        /** Every value from the limit on. */
        static Spiked below(double limit, double spike) {
            return new Spiked(limit, spike, new Within(limit, Double.POSITIVE_INFINITY));
        }

        @Override
        public double draw(Density smooth, RandomStream random) {
            double value = smooth.sample(random);
            return value < limit ? spike : above.holds(value) ? value : above.draw(smooth, random);
        }

        @Override
        public double log(Density smooth, double value) {
            double share = smooth.cdf(limit);
            return hasDensity(value) ? Math.log(1 - share) + above.log(smooth, value) : Math.log(share);
        }

        @Override
        public double read(double value) {
            return value < limit ? spike : value;
        }

        @Override
        public boolean hasDensity(double value) {
            return value >= limit;
        }
    }

    /**
     * The nearest of some values: ids and flags.
     *
     * @param values rising
     */
    record Levels(double... values) implements Written {
        @Override
        public double draw(Density smooth, RandomStream random) {
            return read(smooth.sample(random));
        }

        @Override
        public double log(Density smooth, double value) {
            int level = nearest(value);
            double below = level == 0 ? 0 : smooth.cdf(middle(level - 1));
            return Math.log((level == values.length - 1 ? 1 : smooth.cdf(middle(level))) - below);
        }

        private double middle(int level) {
            return (values[level] + values[level + 1]) / 2;
        }

        private int nearest(double value) {
            int level = 0;
            while (level < values.length - 1 && value > middle(level)) {
                level++;
            }
            return level;
        }

        @Override
        public double read(double value) {
            return values[nearest(value)];
        }

        @Override
        public boolean hasDensity(double value) {
            return false;
        }
    }

    /**
     * The nearest whole number: counts.
     *
     * @param least for all below it
     */
    record Whole(double least) implements Written {
        @Override
        public double draw(Density smooth, RandomStream random) {
            return read(smooth.sample(random));
        }

        @Override
        public double log(Density smooth, double value) {
            double below = value <= least ? 0 : smooth.cdf(value - 0.5);
            return Math.log(smooth.cdf(value + 0.5) - below);
        }

        @Override
        public double read(double value) {
            return Math.max(least, Math.rint(value));
        }

        @Override
        public boolean hasDensity(double value) {
            return false;
        }
    }
}
