package flashflow.toy;

import flashflow.random.RandomStream;

/** Weighted sum of densities. */
final class Mixture implements Density {
    private final double[] weights;
    private final Density[] parts;

    private Mixture(double[] weights, Density[] parts) {
        this.weights = weights;
        this.parts = parts;
    }

    /** Parts with weights proportional to exp(logit), one logit a part. */
    static Mixture softmax(double[] logits, Density... parts) {
        var weights = new double[parts.length];
        double sum = 0;
        for (int i = 0; i < parts.length; i++) {
            weights[i] = Math.exp(logits[i]);
            sum += weights[i];
        }
        for (int i = 0; i < parts.length; i++) {
            weights[i] /= sum;
        }
        return new Mixture(weights, parts);
    }

    /** One part with probability p, else the other. */
    static Mixture either(double p, Density part, Density other) {
        return new Mixture(new double[] {p, 1 - p}, new Density[] {part, other});
    }

    /** Integer values made continuous as FlashSim does: Gaussians of width {@link Shapes#NOISE} around each value. */
    static Mixture levels(double[] logits, double... values) {
        var parts = new Density[values.length];
        for (int i = 0; i < values.length; i++) {
            parts[i] = new Gaussian(values[i], Shapes.NOISE);
        }
        return softmax(logits, parts);
    }

    /** A flag that is 1 with the given probability, made continuous like {@link #levels}. */
    static Mixture flag(double probability) {
        return either(probability, new Gaussian(1, Shapes.NOISE), new Gaussian(0, Shapes.NOISE));
    }

    @Override
    public double log(double x) {
        var logs = new double[parts.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < parts.length; i++) {
            logs[i] = Math.log(weights[i]) + parts[i].log(x);
            largest = Math.max(largest, logs[i]);
        }
        double sum = 0;
        for (double value : logs) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }

    @Override
    public double cdf(double x) {
        double sum = 0;
        for (int i = 0; i < parts.length; i++) {
            sum += weights[i] * parts[i].cdf(x);
        }
        return sum;
    }

    @Override
    public double sample(RandomStream random) {
        double u = random.uniform();
        int i = 0;
        while (i < parts.length - 1 && u >= weights[i]) {
            u -= weights[i++];
        }
        return parts[i].sample(random);
    }
}
