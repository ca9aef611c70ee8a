package city.pishkhan.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void whatIsNotSaidStaysAsItIs() {
        Options options = Options.parse(List.of(), new Ports(1, 2, 3));
        assertFalse(options.once());
        assertFalse(options.stop());
        assertEquals(new Ports(1, 2, 3), options.ports());
    }

    @Test
    void everythingSaid() {
        Options options = Options.parse(
                List.of("--once", "--hub-port", "21181", "--partners-port", "21190", "--shell-port", "21101"),
                Ports.USUAL);
        assertTrue(options.once());
        assertEquals(new Ports(21_181, 21_190, 21_101), options.ports());
        assertTrue(Options.parse(List.of("stop"), Ports.USUAL).stop());
    }

    @ParameterizedTest
    @CsvSource({"--hub-port", "--hub-port x", "--hub-port 0", "--hub-port 65536", "--fast"})
    void nonsenseShowsTheUsage(String line) {
        Trouble trouble = assertThrows(Trouble.class, () -> Options.parse(List.of(line.split(" ")), Ports.USUAL));
        assertTrue(trouble.getMessage().contains("usage:"), trouble.getMessage());
    }
}
