package flashflow.data.selection;

/** The contrary. */
record Not(Expression truth) implements Expression {
    @Override
    public Kind kind() {
        return Kind.TRUTH;
    }

    @Override
    public Truths truths(ColumnBlock block) {
        return truth.truths(block).not();
    }
}
