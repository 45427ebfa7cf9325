package flashflow.toy.events;

/**
 * A transverse momentum and its direction, rounded as files hold them.
 *
 * @param pt in GeV, above 0
 * @param eta pseudorapidity
 * @param phi azimuth from -pi to pi
 * @param mass in GeV
 */
record Momentum(float pt, float eta, float phi, float mass) {
    static Momentum of(double pt, double eta, double phi, double mass) {
        return new Momentum((float) pt, (float) eta, wrapped(phi), (float) mass);
    }

    /** The nearest float32 to an angle that lies between -pi and pi. */
    private static float wrapped(double angle) {
        return Math.max((float) -Math.PI, Math.min((float) Math.PI, (float) between(angle)));
    }

    private static double between(double angle) {
        return angle - 2 * Math.PI * Math.rint(angle / (2 * Math.PI));
    }

    double deta(Momentum other) {
        return (double) eta - other.eta;
    }

    /** From -pi to pi. */
    double dphi(Momentum other) {
        return between((double) phi - other.phi);
    }

    double dr(Momentum other) {
        return Math.hypot(deta(other), dphi(other));
    }
}
