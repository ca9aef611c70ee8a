package city.pishkhan.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {

    @Test
    void defaultsApplyWithoutOptions() {
        DemoOptions demoOptions = DemoOptions.parse(List.of(), new Ports(1, 2, 3));
        assertFalse(demoOptions.once());
        assertFalse(demoOptions.brief());
        assertFalse(demoOptions.stop());
        assertEquals(new Ports(1, 2, 3), demoOptions.ports());
    }

    @Test
    void parsesAllOptionsAndCommands() {
        DemoOptions demoOptions = DemoOptions.parse(
                List.of(
                        "--once",
                        "--brief",
                        "--hub-port",
                        "21181",
                        "--partners-port",
                        "21190",
                        "--shell-port",
                        "21101"),
                Ports.USUAL);
        assertTrue(demoOptions.once());
        assertTrue(demoOptions.brief());
        assertEquals(new Ports(21_181, 21_190, 21_101), demoOptions.ports());
        assertTrue(DemoOptions.parse(List.of("stop"), Ports.USUAL).stop());
        assertTrue(DemoOptions.parse(List.of("reset"), Ports.USUAL).reset());
    }

    @Test
    void parsesCommandWithArguments() {
        DemoOptions demoOptions = DemoOptions.parse(
                List.of("add-agency", "telecom", "Telephone company", "شرکت مخابرات", "--hub-port", "21181"),
                Ports.USUAL);
        assertEquals(List.of("add-agency", "telecom", "Telephone company", "شرکت مخابرات"), demoOptions.act());
        assertEquals(21_181, demoOptions.ports().hub());
    }

    @ParameterizedTest
    @CsvSource({
        "--hub-port",
        "--hub-port x",
        "--hub-port 0",
        "--hub-port 65536",
        "--fast",
        "ask",
        "add-agency telecom",
        "start stop start"
    })
    void invalidOptionsShowUsage(String line) {
        CityException trouble =
                assertThrows(CityException.class, () -> DemoOptions.parse(List.of(line.split(" ")), Ports.USUAL));
        assertTrue(trouble.getMessage().contains("usage:"), trouble.getMessage());
    }
}
