package flashflow.data.selection;

/**
 * For each row of a block whether something holds.
 *
 * @param holds one for each row
 * @param nan whether that was found by a comparison with NaN; null if it was for no row
 */
record Truths(boolean[] holds, boolean[] nan) {
    int size() {
        return holds.length;
    }

    boolean metNan(int row) {
        return nan != null && nan[row];
    }

    Truths not() {
        boolean[] not = new boolean[size()];
        for (int i = 0; i < not.length; i++) {
            not[i] = !holds[i];
        }
        return new Truths(not, nan);
    }

    /** Where the first does not hold, the second is not asked, and may have met what it likes. */
    Truths and(Truths other) {
        boolean[] both = new boolean[size()];
        for (int i = 0; i < both.length; i++) {
            both[i] = holds[i] & other.holds[i];
        }
        return new Truths(both, nan(other, true));
    }

    /** Where the first holds, the second is not asked. */
    Truths or(Truths other) {
        boolean[] either = new boolean[size()];
        for (int i = 0; i < either.length; i++) {
            either[i] = holds[i] | other.holds[i];
        }
        return new Truths(either, nan(other, false));
    }

    /** @param asked what this one is where the other one is asked */
    private boolean[] nan(Truths other, boolean asked) {
        if (other.nan == null) {
            return nan;
        }
        boolean[] met = new boolean[size()];
        for (int i = 0; i < met.length; i++) {
            met[i] = metNan(i) | other.nan[i] & holds[i] == asked;
        }
        return met;
    }
}
