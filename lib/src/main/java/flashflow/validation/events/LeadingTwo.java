package flashflow.validation.events;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** The two hardest objects of each event, of equals the first ones. */
final class LeadingTwo {
    private final EventObjects objects;
    private final int[] first;
    private final int[] second;

    LeadingTwo(EventObjects objects, double leastPt) {
        this.objects = objects;
        this.first = new int[objects.units()];
        this.second = new int[objects.units()];
        Arrays.fill(first, -1);
        Arrays.fill(second, -1);
        for (int i = 0; i < objects.size(); i++) {
            if (objects.pt(i) >= leastPt) {
                take(i, objects.unit(i));
            }
        }
    }

    private void take(int object, int unit) {
        if (first[unit] < 0 || objects.pt(object) > objects.pt(first[unit])) {
            second[unit] = first[unit];
            first[unit] = object;
        } else if (second[unit] < 0 || objects.pt(object) > objects.pt(second[unit])) {
            second[unit] = object;
        }
    }

    double[] first() {
        return each(first, unit -> objects.pt(first[unit]));
    }

    double[] second() {
        return each(second, unit -> objects.pt(second[unit]));
    }

    double[] masses() {
        return each(second, unit -> mass(first[unit], second[unit]));
    }

    double[] distances() {
        return each(second, unit -> Math.hypot(deta(first[unit], second[unit]), dphi(first[unit], second[unit])));
    }

    private static double[] each(int[] there, IntToDoubleFunction value) {
        double[] values = new double[there.length];
        Arrays.setAll(values, unit -> there[unit] < 0 ? Double.NaN : value.applyAsDouble(unit));
        return values;
    }

    private double deta(int a, int b) {
        return objects.eta(a) - objects.eta(b);
    }

    private double dphi(int a, int b) {
        return Math.IEEEremainder(objects.phi(a) - objects.phi(b), 2 * Math.PI);
    }

    /** m^2 = m1^2 + m2^2 + 2 (E1 E2 - pz1 pz2 - pt1 pt2 cos dphi); rounding may make it negative, which is 0. */
    private double mass(int a, int b) {
        double longitudinal = energy(a) * energy(b) - along(a) * along(b);
        double transverse = objects.pt(a) * objects.pt(b) * Math.cos(dphi(a, b));
        double square = square(objects.mass(a)) + square(objects.mass(b)) + 2 * (longitudinal - transverse);
        return Math.sqrt(Math.max(0, square));
    }

    private double energy(int object) {
        return Math.sqrt(square(objects.mass(object)) + square(objects.pt(object) * Math.cosh(objects.eta(object))));
    }

    private double along(int object) {
        return objects.pt(object) * Math.sinh(objects.eta(object));
    }

    private static double square(double x) {
        return x * x;
    }
}
