package flashflow.nanoaod;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Which Python runs the package.
 *
 * @param program its path, or a name that the system looks for
 * @param named how it was chosen, in the middle of a sentence
 * @param install the command that brings what is missing
 */
record Interpreter(String program, String named, String install) {
    static final String VARIABLE = "FLASHFLOW_PYTHON";
    static final String PROPERTY = "flashflow.python";
    private static final String OF_KERNEL = "./kernel-setup/run nanoaod";

    /** The environment's, else Java's option's, which the kernel sets, else the system's own. */
    static Interpreter chosen() {
        return chosen(System::getenv, System::getProperty, File.separatorChar == '\\');
    }

    static Interpreter chosen(UnaryOperator<String> variables, UnaryOperator<String> properties, boolean windows) {
        String variable = variables.apply(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return new Interpreter(variable, "which " + VARIABLE + " names", pip(variable));
        }
        String property = properties.apply(PROPERTY);
        if (property != null && !property.isBlank()) {
            return new Interpreter(property, "which Java's option -D" + PROPERTY + " names", OF_KERNEL);
        }
        String usual = windows ? "python" : "python3";
        return new Interpreter(usual, "the system's", pip(usual));
    }

    private static String pip(String program) {
        return program + " -m pip install uproot h5py";
    }

    /** What to do where it cannot be started. */
    String remedy() {
        boolean ofKernel = install.equals(OF_KERNEL);
        return ofKernel && !Files.exists(Path.of(program))
                ? "run " + OF_KERNEL + ", which installs it"
                : "name a Python with uproot and h5py by the environment variable " + VARIABLE + ", or run " + OF_KERNEL
                        + " in FlashFlow's folder, which makes one";
    }
}
