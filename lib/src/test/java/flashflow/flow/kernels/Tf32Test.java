package flashflow.flow.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class Tf32Test {
    @Test
    void theEnginesSwitchIsSetAndRead() {
        assumeTrue(
                System.getProperty("os.name").startsWith("Linux"), "Skipped: the switch is looked for on Linux only.");
        boolean before = Tf32.inUse();
        try {
            for (boolean on : new boolean[] {true, false}) {
                Tf32.use(on);
                assertEquals(on, Tf32.inUse());
                System.setProperty("flashflow.tf32", Boolean.toString(!on));
                Tf32.useProperty();
                assertEquals(!on, Tf32.inUse());
            }
        } finally {
            System.clearProperty("flashflow.tf32");
            Tf32.use(before);
        }
    }
}
