package flashflow.notebook;

import flashflow.plots.Figure;
import java.util.ArrayList;
import java.util.List;

/** Remembers what would have been shown in a cell. */
final class RecordingOutput implements Output {
    final List<String> shown = new ArrayList<>();
    final List<String> updates = new ArrayList<>();

    @Override
    public boolean redraws() {
        return true;
    }

    @Override
    public String show(String html, String text) {
        shown.add(html);
        return "id" + shown.size();
    }

    @Override
    public void update(String id, String html, String text) {
        updates.add(id + " " + html);
    }

    @Override
    public String interactive(Figure figure) {
        return "interactive " + figure.title();
    }
}
