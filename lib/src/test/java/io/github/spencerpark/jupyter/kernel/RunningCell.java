package io.github.spencerpark.jupyter.kernel;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.ContentType;
import java.util.ArrayList;
import java.util.List;

/** The real base kernel while it runs a cell; what it publishes to the front end is kept. */
public final class RunningCell extends BaseKernel {
    /** What reached the front end, in order. */
    public final List<Object> published = new ArrayList<>();

    /** Begins a cell. */
    public RunningCell() {
        getIO().setEnv(new ShellReplyEnvironment(null, null, null, null) {
            @Override
            public <T extends ContentType<T>> void publish(T content) {
                published.add(content);
            }
        });
    }

    @Override
    public DisplayData eval(String source) {
        return null;
    }

    @Override
    public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder("java").build();
    }
}
