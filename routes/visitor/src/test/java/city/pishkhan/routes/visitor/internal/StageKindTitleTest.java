package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.StageKind;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StageKindTitleTest {
    /** The published rules are in Persian by default. */
    @Test
    void everyStageKindHasPersianTitle() {
        for (StageKind kind : StageKind.values()) {
            String word =
                    PageLanguage.PERSIAN.codeName("stage-kind", kind.name().toLowerCase(Locale.ROOT));
            assertTrue(word.matches("[\\u0600-\\u06ff\\u200c ]{3,}"), () -> kind + " is called '" + word + "'");
        }
    }
}
