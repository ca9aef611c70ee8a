package city.pishkhan.notifications.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.Tracking.StageName;
import city.pishkhan.api.cases.Tracking.Subject;
import city.pishkhan.api.rules.StageKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    static final Subject SUBJECT = new Subject(
            "22-1405-0000123-2",
            "7K3M-9PQ2-WX4A-0TB1",
            "building-permit",
            "پروانه ساختمانی",
            Map.of(
                    "papers", new StageName(StageKind.PAPERS, "مدارک"),
                    "duties", new StageName(StageKind.PAYMENT, "عوارض")));

    private static Texts of(String... entries) throws Texts.InvalidTexts {
        return Texts.read("texts:\n" + String.join("\n", entries) + "\n");
    }

    @Test
    void shippedTextsAreValidAndImpersonal() throws Exception {
        Texts shipped = Texts.read(Files.readString(Path.of("../../../etc/notifications/texts.yaml")));
        for (String event : new String[] {
            "case.opened",
            "case.sent-back",
            "certificate.issued",
            "certificate.revoked",
            "case.approved",
            "case.refused"
        }) {
            String text = shipped.text(event, null, SUBJECT).orElseThrow();
            assertTrue(text.contains(SUBJECT.code()) && text.contains(SUBJECT.serviceFa()), text);
            assertFalse(text.contains(SUBJECT.number()) || text.contains("{"), text);
            assertTrue(text.length() <= 200, text);
        }
        assertTrue(
                shipped.text("stage.entered", "duties", SUBJECT).orElseThrow().contains("پرداخت"));
        assertEquals(Optional.empty(), shipped.text("stage.entered", "papers", SUBJECT));
        assertEquals(Optional.empty(), shipped.text("stage.entered", "nowhere", SUBJECT));
        assertFalse(shipped.isAnnounced("inquiry.asked"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{event: case.opened, fa: 'سلام'}                          | {tracking} is missing",
                "{event: case.opened, fa: '{name} {tracking}'}             | {name} is unknown",
                "{event: Opened, fa: '{tracking}'}                         | unknown event of a case",
                "{event: case.oppened, fa: '{tracking}'}                   | unknown event of a case; events are [",
                "{event: stage.entered, kind: party, fa: '{tracking}'}     | unknown kind of stage party",
                "{event: case.opened, fa: '{tracking} 09022002580'}        | must not contain numbers",
                "{event: case.opened, fa: '{tracking} {'}                  | unmatched brace",
                "{event: case.opened}                                      | event and fa are required",
                "{event: case.opened, fa: '{tracking}', mobile: x}         | mobile",
                "{event: case.opened, event: case.opened, fa: '{tracking}'}| Duplicate",
            })
    void rejectsInvalidTextAndNamesMistake(String entry, String said) {
        String message =
                assertThrows(Texts.InvalidTexts.class, () -> of("- " + entry)).getMessage();
        assertTrue(message.contains(said), message);
    }

    @Test
    void rejectsMalformedLongOrDuplicateTexts() {
        assertThrows(Texts.InvalidTexts.class, () -> Texts.read(""));
        assertThrows(Texts.InvalidTexts.class, () -> Texts.read("texts: 7"));
        assertThrows(Texts.InvalidTexts.class, () -> Texts.read("texts:\n\t- x"));
        String one = "- {event: case.opened, fa: '{tracking}'}";
        assertTrue(assertThrows(Texts.InvalidTexts.class, () -> of(one, one))
                .getMessage()
                .contains("twice"));
        String longest = "- {event: case.opened, fa: '" + "ب".repeat(201) + "{tracking}'}";
        assertTrue(assertThrows(Texts.InvalidTexts.class, () -> of(longest))
                .getMessage()
                .contains("longer"));
    }

    @Test
    void invalidFileKeepsPreviousTexts(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("texts.yaml");
        Files.writeString(file, "texts:\n- {event: case.opened, fa: '{tracking}'}\n");
        TextFile texts = new TextFile(file);
        Files.writeString(file, "texts:\n- {event: case.opened, fa: 'nothing'}\n");
        assertTrue(texts.current().isAnnounced("case.opened"));
        assertThrows(IllegalStateException.class, () -> new TextFile(file));
        assertThrows(IllegalStateException.class, () -> new TextFile(folder.resolve("none.yaml")));
    }
}
