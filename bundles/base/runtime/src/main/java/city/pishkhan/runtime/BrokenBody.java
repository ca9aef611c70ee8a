package city.pishkhan.runtime;

import java.io.IOException;

/** Signals that a request's body could not be read completely: the client disconnected or sent invalid chunks. */
public final class BrokenBody extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param cause exception of the HTTP server */
    public BrokenBody(Throwable cause) {
        super("The body ended early", cause);
    }
}
