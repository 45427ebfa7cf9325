package flashflow.notebook;

import flashflow.plots.Figure;

/** Lines on the standard output. */
final class PlainOutput implements Output {
    @Override
    public boolean redraws() {
        return false;
    }

    @Override
    public String show(String html, String text) {
        print(text);
        return "";
    }

    @Override
    public void update(String id, String html, String text) {
        print(text);
    }

    @Override
    public String interactive(Figure figure) {
        return "";
    }

    private static void print(String text) {
        if (!text.isEmpty()) {
            System.out.println(text);
        }
    }
}
