package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code commit-msg} hook in {@code .ci/hooks} accepts subjects that follow the rules and refuses others with the reason. */
class CommitHookTest {
    private static final Path HOOK = Path.of("../../.ci/hooks/commit-msg").toAbsolutePath();

    @TempDir
    private Path folder;

    private record Result(int status, String error) {}

    private Result check(String message) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("message"), message);
        Process process = new ProcessBuilder("bash", HOOK.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String error = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return new Result(process.exitValue(), error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reject settlement lines of unknown terminals\n",
                "\n# comment of the editor\nReject lines\n\nLower-case body with a dot.\n",
                "fixup! reject lines.\n",
                "Revert \"Reject lines\"\n"
            })
    void acceptsValidSubjects(String message) throws Exception {
        assertEquals(new Result(0, ""), check(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reject lines\n",
                "Reject lines.\n",
                "Merge branch 'main' of hub\n",
                "\n# comment of the editor\n"
            })
    void rejectsInvalidSubjects(String message) throws Exception {
        Result result = check(message);
        assertEquals(1, result.status());
        assertTrue(result.error().startsWith("Commit message: the subject "), result::error);
    }

    @Test
    void limitsSubjectTo72Characters() throws Exception {
        assertEquals(0, check("A".repeat(72)).status());
        Result result = check("A".repeat(73));
        assertEquals(1, result.status());
        assertTrue(result.error().contains("73 characters"), result::error);
    }
}
