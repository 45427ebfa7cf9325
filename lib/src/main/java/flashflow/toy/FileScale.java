package flashflow.toy;

/** How a column of a file is brought to the scale on which a toy detector's density is written. */
interface FileScale {
    /** The value on the density's scale. */
    double read(double value);

    /** Logarithm of its derivative by the file's value. */
    double logDerivative(double value);

    /** As it is. */
    FileScale SAME = new FileScale() {
        @Override
        public double read(double value) {
            return value;
        }

        @Override
        public double logDerivative(double value) {
            return 0;
        }
    };

    /**
     * log(value + shift).
     *
     * @param shift brings zeros to a number
     */
    record Logarithm(double shift) implements FileScale {
        @Override
        public double read(double value) {
            return Math.log(value + shift);
        }

        @Override
        public double logDerivative(double value) {
            return -Math.log(value + shift);
        }
    }

    /**
     * atan(scale (value - centre)).
     *
     * @param scale above 0
     */
    record Arctangent(double scale, double centre) implements FileScale {
        @Override
        public double read(double value) {
            return Math.atan(scale * (value - centre));
        }

        @Override
        public double logDerivative(double value) {
            double steep = scale * (value - centre);
            return Math.log(scale) - Math.log1p(steep * steep);
        }
    }
}
