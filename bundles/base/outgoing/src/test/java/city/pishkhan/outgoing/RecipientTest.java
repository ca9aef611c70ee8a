package city.pishkhan.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({
        ", https://a.example/, a secret of two parties, name must have lower-case letters",
        "No Name, https://a.example/, a secret of two parties, name must have lower-case letters",
        "1st, https://a.example/, a secret of two parties, name must have lower-case letters",
        "body, https://a.example/, short, secret is shorter than 16",
        "body, https://a.example/, env:NO_SUCH_VARIABLE, NO_SUCH_VARIABLE",
        "body, http://a.example/, a secret of two parties, url must be https"
    })
    void reportsInvalidSetting(String name, String url, String secret, String says) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Recipient.of(name, url, false, secret, PATIENCE))
                .getMessage();
        assertTrue(message.contains(says), message);
    }

    @Test
    void readsSecretFromFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "a secret of two parties");
        Recipient recipient = Recipient.of("body-1", "https://a.example/", false, "file:" + file, PATIENCE);
        assertEquals("body-1", recipient.name());
        assertEquals(PATIENCE, recipient.post().timeout());
        assertEquals(
                new SignedPost(Target.of("https://b.example/", false), "a secret of two parties", PATIENCE)
                        .signature(7, "{}"),
                recipient.post().signature(7, "{}"));
    }
}
