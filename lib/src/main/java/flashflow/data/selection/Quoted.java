package flashflow.data.selection;

import java.util.Arrays;

/** A text between quotes. */
record Quoted(String text) implements Expression {
    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    @Override
    public boolean isText(ColumnBlock block) {
        return true;
    }

    @Override
    public String[] texts(ColumnBlock block) {
        String[] texts = new String[block.size()];
        Arrays.fill(texts, text);
        return texts;
    }
}
