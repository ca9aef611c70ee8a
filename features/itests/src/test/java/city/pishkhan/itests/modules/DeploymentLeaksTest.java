package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.modules.DeploymentLeaks.Form;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link DeploymentIT} creates one form of leak in a run, by its seed. This test compares all forms with the hub's messages. */
class DeploymentLeaksTest {
    private static final Path MESSAGES = Path.of(
            "../../bundles/operations/deployment/src/main/resources/city/pishkhan/deployment/messages_en.properties");

    @ParameterizedTest
    @EnumSource(value = Form.class, mode = EnumSource.Mode.EXCLUDE, names = "OBJECT")
    void hubReportsLeakInTheseWords(Form form) throws Exception {
        Properties messages = new Properties();
        try (Reader file = Files.newBufferedReader(MESSAGES)) {
            messages.load(file);
        }
        int number = form.ordinal() + Form.values().length;
        String message = messages.getProperty("left-behind." + form.name().toLowerCase(Locale.ROOT))
                .replace("{0}", DeploymentLeaks.NAME + number);
        assertTrue(message.startsWith(DeploymentLeaks.leakDescription(number)), message);
    }

    @Test
    void objectInForeignListIsNotReported() {
        assertTrue(DeploymentLeaks.leakDescription(Form.OBJECT.ordinal()).isEmpty());
    }
}
