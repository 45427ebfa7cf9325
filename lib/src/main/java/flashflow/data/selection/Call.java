package flashflow.data.selection;

import java.util.List;

/** A function of one or two numbers. */
record Call(Function function, List<Expression> arguments) implements Expression {
    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public Numbers numbers(ColumnBlock block) {
        var first = arguments.get(0).numbers(block);
        return function.arguments() == 1
                ? function.of(first)
                : function.of(first, arguments.get(1).numbers(block));
    }
}
