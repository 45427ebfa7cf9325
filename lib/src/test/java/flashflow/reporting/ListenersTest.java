package flashflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListenersTest {
    /** A kind that no provider has a listener of. */
    interface NoProvider extends Listeners.Provider<Consumer<String>> {}

    private final List<String> heard = new ArrayList<>();

    private Listeners<Consumer<String>> listeners(List<Consumer<String>> given) {
        return Listeners.of("test", given, NoProvider.class, () -> said -> heard.add("otherwise " + said));
    }

    @Test
    void allAreTold() {
        var listeners = listeners(List.of(said -> heard.add("1 " + said), said -> heard.add("2 " + said)));
        listeners.tell(l -> l.accept("a"));
        assertEquals(List.of("1 a", "2 a"), heard);
    }

    @Test
    void oneThatFailsIsLeftOutAndTheOthersGoOn() {
        Consumer<String> failing = said -> {
            heard.add("failed at " + said);
            throw new IllegalStateException("on purpose");
        };
        var listeners = listeners(List.of(failing, said -> heard.add(said)));
        listeners.tell(l -> l.accept("a"));
        listeners.tell(l -> l.accept("b"));
        assertEquals(List.of("failed at a", "a", "b"), heard);
    }

    @Test
    void whereNoneIsGivenOrProvidedThereIsAnother() {
        listeners(List.of()).tell(l -> l.accept("a"));
        assertEquals(List.of("otherwise a"), heard);
    }
}
