package city.pishkhan.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckTest {
    @TempDir
    Path home;

    private Path etc;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void files() throws Exception {
        etc = Files.createDirectories(home.resolve("etc"));
        TestJar.ownBundle(Files.createDirectories(home.resolve("system/a")));
    }

    private int run() {
        said.reset();
        return ConfigCheck.run(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                etc.toString(),
                home.toString(),
                home.resolve("system").toString(),
                home.resolve("deploy").toString());
    }

    private String output() {
        return said.toString(StandardCharsets.UTF_8)
                .replace(etc.toString(), "ETC")
                .strip();
    }

    @Test
    void namesEachMistakeWithFileKeyValueAndRule() throws Exception {
        Files.writeString(etc.resolve("org.example.cfg"), "whatever = 1\n");
        Files.writeString(
                etc.resolve("city.pishkhan.utilities-gas.cfg"),
                "agency = gas\nchanel = system\nconsumers = 65\nstrict = yes\ncredential = file:etc/token\n");
        Files.writeString(etc.resolve("city.pishkhan.smss.cfg"), "url = http://a\n");
        assertEquals(1, run());
        assertEquals(
                """
                city.pishkhan.smss.cfg: no component reads city.pishkhan.smss, the nearest known is city.pishkhan.sms
                city.pishkhan.utilities-gas.cfg: chanel = system: unknown key chanel, the nearest known is channel
                city.pishkhan.utilities-gas.cfg: consumers = 65: must be a whole number from 1 to 64
                city.pishkhan.utilities-gas.cfg: credential = file:etc/token: this file does not exist or cannot be read
                city.pishkhan.utilities-gas.cfg: strict = yes: must be true or false
                5 wrong in ETC""",
                output());
    }

    @Test
    void validConfigurationPasses() throws Exception {
        Files.writeString(etc.resolve("token"), "t\n");
        Files.writeString(
                etc.resolve("city.pishkhan.utilities-gas.cfg"),
                "agency = gas\nchannel = system\nconsumers = 64\ncredential = file:etc/token\npaths = /a\n");
        assertEquals(0, run(), this::output);
        assertEquals("Nothing is wrong in ETC", output());
    }

    @Test
    void printsNoSecrets() throws Exception {
        Files.writeString(etc.resolve("city.pishkhan.utilities-gas.cfg"), "pasword = hunter2\nmypassword = hunter2\n");
        assertEquals(1, run());
        assertEquals(
                "city.pishkhan.utilities-gas.cfg: mypassword = ********: unknown key mypassword, the nearest known is consumers",
                output().lines().findFirst().orElse(""));
    }

    @Test
    void unreadableConfigurationFails() throws Exception {
        Files.writeString(etc.resolve("city.pishkhan.sms.cfg"), "url = \\u00g0\n");
        assertEquals(1, run());
        etc = home.resolve("nowhere");
        assertEquals(1, run());
        assertEquals(64, ConfigCheck.run(new PrintStream(said)));
    }
}
