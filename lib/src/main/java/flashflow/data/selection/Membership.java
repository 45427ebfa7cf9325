package flashflow.data.selection;

import java.util.List;

/** Whether something equals one of a list. */
record Membership(Expression value, List<Expression> list, Spot spot) implements Expression {
    @Override
    public Kind kind() {
        return Kind.TRUTH;
    }

    @Override
    public Truths truths(ColumnBlock block) {
        return list.stream()
                .map(one -> new Comparison(Comparison.Relation.EQUAL, value, one, spot).truths(block))
                .reduce(Truths::or)
                .orElseThrow();
    }
}
