package flashflow.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That no kernel is fused with the switch off is seen by fake_cuda.py; here, that the switch is the one that the engine reads. */
class FuserTest {
    @BeforeEach
    void onlyWhereTheSwitchIs() {
        assumeTrue(
                System.getProperty("os.name").startsWith("Linux"), "Skipped: the switch is looked for on Linux only.");
        assumeTrue(
                System.getenv("PYTORCH_TENSOREXPR") == null,
                "Skipped: PYTORCH_TENSOREXPR decides about the fuser in this environment.");
    }

    @Test
    void isOffOnceTheEngineRuns() {
        PyTorch.engine();
        assertFalse(Fuser.inUse());
    }

    @Test
    void isSetAndRead() {
        try {
            for (boolean on : new boolean[] {true, false}) {
                Fuser.use(on);
                assertEquals(on, Fuser.inUse());
                System.setProperty("flashflow.fuser", Boolean.toString(!on));
                Fuser.useProperty();
                assertEquals(!on, Fuser.inUse());
            }
        } finally {
            System.clearProperty("flashflow.fuser");
            Fuser.use(false);
        }
    }
}
