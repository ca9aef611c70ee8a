package city.pishkhan.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.messages.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownKeysTest {
    private static final String UTILITIES = "city.pishkhan.utilities";

    @TempDir
    Path folder;

    private KnownKeys known;

    @BeforeEach
    void read() throws Exception {
        known = TestJar.known(folder);
    }

    @Test
    void namesNearestKeyForMisspeltKey() {
        assertEquals(
                Optional.of(
                        "unknown key Agency, the nearest known is agency; unknown key consumer, the nearest known is consumers"),
                known.mistakes(UTILITIES, List.of("consumer", "Agency", "channel"), true)
                        .map(Text::english));
        assertEquals(
                Optional.empty(),
                known.mistakes(
                                UTILITIES,
                                List.of("agency", "url", ".x", "felix.fileinstall.filename", "a.target"),
                                true)
                        .map(Text::english),
                "described, preset, and what the container writes");
    }

    @Test
    void checksOnlyPidIfComponentDeclaresNoKeys() {
        assertEquals(
                Optional.empty(),
                known.mistakes("city.pishkhan.heritage", List.of("anything"), true)
                        .map(Text::english));
        assertEquals(
                Optional.empty(),
                known.mistakes("city.pishkhan.route", List.of("host"), true).map(Text::english),
                "a route file's");
        assertEquals(
                Optional.empty(),
                known.mistakes("city.pishkhan.smss", List.of("url"), false).map(Text::english),
                "it may come");
        assertEquals(
                Optional.of("no component reads city.pishkhan.smss, the nearest known is city.pishkhan.sms"),
                known.mistakes("city.pishkhan.smss", List.of("url"), true).map(Text::english));
    }

    @Test
    void describesKnownKey() {
        assertEquals(
                new KnownKey("consumers", "Integer", false, List.of("4"), "", List.of(), "1", "64"),
                known.key(UTILITIES, "consumers").orElseThrow());
        assertEquals(
                List.of("/a", "/b"), known.key(UTILITIES, "paths").orElseThrow().defaults());
        assertEquals(
                "the agency's name",
                known.key(UTILITIES, "agency").orElseThrow().description());
        assertTrue(known.key(UTILITIES, "credential").orElseThrow().isSecret(), "by its type");
        assertTrue(!new KnownKey("token.minutes", "Integer", false, List.of(), "", List.of(), "", "").isSecret());
        assertTrue(
                KnownKey.isSecret("db.password") && KnownKey.isSecret("apiToken") && KnownKey.isSecret("terminal.pin"));
        assertTrue(!KnownKey.isSecret("ping") && !KnownKey.isSecret("url"));
    }

    @Test
    void checksValueAgainstItsKey() {
        KnownKey consumers = known.key(UTILITIES, "consumers").orElseThrow();
        for (String good : List.of("1", "64", "${consumers}")) {
            assertEquals(Optional.empty(), consumers.findViolation(good).map(Text::english), good);
        }
        for (String bad : List.of("0", "65", "many", "4 ", "")) {
            assertEquals(
                    Optional.of("must be a whole number from 1 to 64"),
                    consumers.findViolation(bad).map(Text::english),
                    bad);
        }
        KnownKey strict = known.key(UTILITIES, "strict").orElseThrow();
        assertEquals(Optional.empty(), strict.findViolation("True").map(Text::english));
        assertEquals(
                Optional.of("must be true or false"),
                strict.findViolation("yes").map(Text::english));
        assertEquals(
                Optional.of("must be one of system, worklist"),
                known.key(UTILITIES, "channel")
                        .orElseThrow()
                        .findViolation("worklst")
                        .map(Text::english));
    }
}
