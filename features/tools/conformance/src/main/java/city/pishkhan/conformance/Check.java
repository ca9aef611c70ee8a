package city.pishkhan.conformance;

import java.io.IOException;

/**
 * A requirement that a partner's system must meet.
 *
 * @param description short description for the report
 */
record Check(String description, Body body) {

    /** Runs the check; throws an exception if the requirement is not met. */
    @FunctionalInterface
    interface Body {
        /**
         * @throws Deviation if the system does not meet the requirement
         *
         * @throws IOException if the system cannot be reached or does not reply in time
         */
        void run() throws IOException, InterruptedException;
    }
}
