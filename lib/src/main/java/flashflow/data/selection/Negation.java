package flashflow.data.selection;

/** Minus a number. */
record Negation(Expression number, Spot spot) implements Expression {
    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public Numbers numbers(ColumnBlock block) {
        var of = number.numbers(block);
        if (of.isWhole()) {
            return Arithmetic.Operation.MINUS.of(Numbers.of(new long[of.size()], false), of, spot);
        }
        double[] minus = new double[of.size()];
        for (int i = 0; i < minus.length; i++) {
            minus[i] = -of.real(i);
        }
        return Numbers.of(minus);
    }
}
