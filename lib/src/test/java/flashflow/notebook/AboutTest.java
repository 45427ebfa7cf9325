package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.Viewable;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AboutTest {
    @Test
    void whatAQuestionHasToContainIsThere() {
        Viewable about = Notebook.about();
        for (String part : new String[] {"FlashFlow", "Java", "PyTorch 2.", "CPU", "threads", "GB", "working folder"}) {
            assertTrue(about.toString().contains(part), part);
            assertTrue(about.toHtml().contains(part), part);
        }
    }

    @Test
    void nothingPrivateIsThere() {
        String home = System.getProperty("user.home");
        try {
            System.setProperty("user.home", System.getProperty("user.dir"));
            String text = Notebook.about().toString();
            assertTrue(text.contains("~ ("), text);
            assertFalse(text.contains(System.getProperty("user.dir")), text);
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void itIsTheSameInEveryLanguageButForItsName() {
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            String text = Notebook.about().toString();
            assertEquals(
                    0,
                    text.codePoints()
                            .filter(c -> Character.isDigit(c) && c > '9')
                            .count());
        } finally {
            Locale.setDefault(usual);
        }
    }
}
