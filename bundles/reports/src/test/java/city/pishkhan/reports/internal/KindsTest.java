package city.pishkhan.reports.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.ViolationReports.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {
    static final Path SHIPPED = Path.of("../../etc/reports/kinds.yaml");

    @Test
    void readsWhatIsShipped() {
        Kinds kinds = Kinds.of(SHIPPED);
        assertEquals(
                List.of("no-permit", "extra-floor", "extra-area", "changed-use", "setback", "unsafe"),
                kinds.all().stream().map(Kind::code).toList());
        assertEquals(new Kind("changed-use", "Other use than permitted", "تغییر کاربری"), kinds.of("changed-use"));
    }

    @Test
    void refusesWhatIsNoneAndShowsAnOldOneByItsCode() {
        Kinds kinds = Kinds.of(SHIPPED);
        for (String wrong : new String[] {null, "", "noise", "EXTRA-FLOOR"}) {
            Refusal refused = assertThrows(Refusal.class, () -> kinds.checked(wrong));
            assertEquals("kind", refused.field());
            assertTrue(refused.english().contains("no-permit, extra-floor"), refused.english());
            assertTrue(refused.persian().contains("unsafe"), refused.persian());
        }
        assertEquals(new Kind("noise", "noise", "noise"), kinds.of("noise"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "other: 1|other",
                "kinds: []|empty",
                "kinds: [{code: A, en: a, fa: a}]|kind 1",
                "kinds: [{code: a, en: '', fa: a}]|no title en",
                "kinds: [{code: a, en: a}]|no title fa",
                "kinds: [{code: a, en: a, fa: a, x: 1}]|line",
                "kinds: [{code: a, en: a, fa: a}, {code: a, en: b, fa: b}]|twice",
            })
    void saysWhatIsWrongWithAFile(String yaml, String said) {
        String message = assertThrows(IllegalArgumentException.class, () -> Kinds.read(yaml))
                .getMessage();
        assertTrue(message.contains(said), message);
    }
}
