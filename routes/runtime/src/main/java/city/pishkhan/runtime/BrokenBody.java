package city.pishkhan.runtime;

import java.io.IOException;

/** A request's body could not be read to its end: its sender hung up, or sent it in chunks that are none. */
public final class BrokenBody extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param cause what the server says */
    public BrokenBody(Throwable cause) {
        super("The body broke off", cause);
    }
}
