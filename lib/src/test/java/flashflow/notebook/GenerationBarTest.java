package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.generation.GenerationListener;
import flashflow.generation.GenerationProgress;
import flashflow.generation.GenerationReport;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class GenerationBarTest {
    @Test
    void theBarEndsAndLeavesTheReportToTheCell() {
        var output = new RecordingOutput();
        var bar = new GenerationBar.Bar(output);
        var report = new GenerationReport(List.of(Path.of("out.h5")), 10, 2, 1, 4, List.of());
        bar.started(20);
        bar.progressed(new GenerationProgress(10, 20, 0, 2));
        bar.warned("a < b");
        bar.ended(report);
        assertTrue(output.shown.get(1).contains("Warning: a &lt; b"));
        String last = output.updates.get(output.updates.size() - 1);
        assertTrue(last.startsWith("id1 ") && !last.contains("written to out.h5"), last);
        assertTrue(last.contains("5 rows/s"), last);
    }

    @Test
    void outsideOfANotebookTheBarStaysAway() {
        var providers =
                ServiceLoader.load(GenerationListener.Provider.class).stream().toList();
        assertEquals(GenerationBar.class, providers.get(0).type());
        assertTrue(providers.get(0).get().listener().isEmpty());
    }
}
