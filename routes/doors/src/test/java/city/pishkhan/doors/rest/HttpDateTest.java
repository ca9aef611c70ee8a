package city.pishkhan.doors.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    @Test
    void formatsHttpDateAndCachesItPerSecond() {
        String sixth = HttpDate.format(Instant.parse("1994-11-06T08:49:37.2Z"));
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", sixth);
        assertSame(sixth, HttpDate.format(Instant.parse("1994-11-06T08:49:37.9Z")));
        assertEquals("Sun, 06 Nov 1994 08:49:38 GMT", HttpDate.format(Instant.parse("1994-11-06T08:49:38Z")));
    }
}
