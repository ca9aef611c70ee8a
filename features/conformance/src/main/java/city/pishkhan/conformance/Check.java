package city.pishkhan.conformance;

import java.io.IOException;

/** One thing that a partner's system must do. @param what in a few words, for the report */
record Check(String what, Body body) {

    /** Calls, and throws what is wrong. */
    @FunctionalInterface
    interface Body {
        /** @throws Deviation if it does not @throws IOException if it cannot be reached or does not reply in time */
        void run() throws IOException, InterruptedException;
    }
}
