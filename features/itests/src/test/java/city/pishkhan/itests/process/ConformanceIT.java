package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The conformance kit for partners is a single jar that runs alone. */
class ConformanceIT {

    @Test
    void printsUsageWithoutArguments() throws Exception {
        Process conformance = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-jar",
                        Path.of(System.getProperty("hub.assembly"), "conformance/conformance.jar")
                                .toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(conformance.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, conformance.waitFor(), output);
        assertTrue(output.contains("fire|mellat|number-ownership|planning|post|saman|sms|utility|vehicles"), output);
        assertEquals(5, output.lines().count(), output);
    }
}
