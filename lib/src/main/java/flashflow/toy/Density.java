package flashflow.toy;

import flashflow.random.RandomStream;

/** A normalised density of one real variable: one factor of the toy detector. Immutable. */
interface Density {
    /** Logarithm of the density at x, in nats. */
    double log(double x);

    /** Probability of a value up to x. */
    double cdf(double x);

    /** Draws one value. */
    double sample(RandomStream random);
}
