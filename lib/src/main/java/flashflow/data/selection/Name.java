package flashflow.data.selection;

import flashflow.data.ColumnType;

/**
 * A column.
 *
 * @param name as written, which may be the end of its full name
 */
record Name(String name, Spot spot) implements Expression {
    @Override
    public Kind kind() {
        return Kind.ANY;
    }

    @Override
    public boolean isText(ColumnBlock block) {
        return block.type(name).kind() == ColumnType.Kind.TEXT;
    }

    @Override
    public Numbers numbers(ColumnBlock block) {
        if (isText(block)) {
            throw spot.refuse(
                    "the column '" + name + "' holds text, and a number is needed",
                    "compare it by == or != with a text in quotes");
        }
        return block.numbers(name);
    }

    @Override
    public Truths truths(ColumnBlock block) {
        var type = block.type(name);
        if (type.kind() != ColumnType.Kind.BOOLEAN) {
            throw spot.refuse(
                    "the column '" + name + "' holds " + type + " values, and true or false is needed",
                    isText(block) ? "compare it with a text in quotes" : "compare it, such as " + name + " != 0");
        }
        var values = block.numbers(name);
        boolean[] holds = new boolean[block.size()];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = values.real(i) != 0;
        }
        return new Truths(holds, null);
    }

    @Override
    public String[] texts(ColumnBlock block) {
        return block.texts(name);
    }
}
