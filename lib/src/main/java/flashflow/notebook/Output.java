package flashflow.notebook;

/** Where live things are shown: the running cell, or lines on the standard output. */
interface Output {
    /** The cell of the kernel that runs this program, or the standard output where there is no kernel we know. */
    static Output current() {
        try {
            Output kernel = KernelOutput.ofRunningKernel();
            return kernel == null ? new PlainOutput() : kernel;
        } catch (LinkageError e) {
            // The kernel's classes are not there: plain Java, or a kernel other than JJava.
            return new PlainOutput();
        }
    }

    /** Whether {@link #update} replaces what was shown, rather than doing nothing. */
    boolean redraws();

    /**
     * Shows something new.
     *
     * @param html for a notebook
     * @param text for everything else; empty to print nothing
     * @return a name for {@link #update}
     */
    String show(String html, String text);

    /** Puts something in the place of what {@link #show} showed; plain outputs print the text as a new line. */
    void update(String id, String html, String text);

    /** HTML of an interactive figure, with plotly.js where this page needs it. */
    String interactive(flashflow.plots.Figure figure);
}
