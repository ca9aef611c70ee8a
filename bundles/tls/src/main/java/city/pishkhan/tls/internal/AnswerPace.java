package city.pishkhan.tls.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Minimum speed of reading responses, and limit of pipelined requests: keys of PID {@code city.pishkhan.runtime.gate}, which
 * the gate describes.
 *
 * @param bytesPerSecond minimum rate while bytes of a response wait for the client; 0 for none
 * @param windowMillis time over which the rate is measured, after which a slower connection is closed
 * @param pipelined requests that a connection may send before the first one is answered, not counting the first
 */
record AnswerPace(long bytesPerSecond, long windowMillis, int pipelined) {

    static final String PID = "city.pishkhan.runtime.gate";
    static final String RATE = "answer.rate";
    static final String WINDOW = "answer.window";
    static final String PIPELINED = "requests.pipelined";

    private static final long USUAL_RATE = 500;
    private static final long USUAL_WINDOW = 40_000;
    private static final long USUAL_PIPELINED = 4;

    /** Returns the values in force now. */
    static AnswerPace now(ConfigurationAdmin configurations) {
        try {
            Configuration[] found = configurations.listConfigurations("(service.pid=" + PID + ")");
            Dictionary<String, Object> values = found == null ? null : found[0].getProperties();
            return of(values == null ? new Hashtable<>() : values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static AnswerPace of(Dictionary<String, ?> values) {
        return new AnswerPace(number(values, RATE, USUAL_RATE), Math.max(1, number(values, WINDOW, USUAL_WINDOW)), (int)
                number(values, PIPELINED, USUAL_PIPELINED));
    }

    private static long number(Dictionary<String, ?> values, String key, long otherwise) {
        Object value = values.get(key);
        return value == null ? otherwise : Long.parseLong(value.toString().strip());
    }

    /** Returns {@code true} if so few bytes were read in a time of at least one window that the client is too slow. */
    boolean isTooSlow(long bytes, long millis) {
        return millis >= windowMillis && bytes * 1_000 < bytesPerSecond * millis;
    }
}
