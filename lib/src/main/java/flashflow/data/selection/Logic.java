package flashflow.data.selection;

import java.util.List;

/** All of some truths, or any of them. */
record Logic(boolean all, List<Expression> parts) implements Expression {
    @Override
    public Kind kind() {
        return Kind.TRUTH;
    }

    @Override
    public Truths truths(ColumnBlock block) {
        return parts.stream()
                .map(part -> part.truths(block))
                .reduce(all ? Truths::and : Truths::or)
                .orElseThrow();
    }
}
