package flashflow.data.selection;

/**
 * What NaN and infinity are asked for; whole numbers are neither.
 *
 * @param nan whether for NaN; else for finite numbers
 */
record FloatTest(boolean nan, Expression number) implements Expression {
    @Override
    public Kind kind() {
        return Kind.TRUTH;
    }

    @Override
    public Truths truths(ColumnBlock block) {
        var of = number.numbers(block);
        boolean[] holds = new boolean[of.size()];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = nan ? of.isNan(i) : of.isWhole() || Double.isFinite(of.real(i));
        }
        return new Truths(holds, null);
    }
}
