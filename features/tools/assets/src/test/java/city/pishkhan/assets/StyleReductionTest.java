package city.pishkhan.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StyleReductionTest {
    private static final StyleReduction REDUCTION =
            new StyleReduction("<a class=\"btn btn-primary\"> html`<i class=${on ? 'shown' : ''}>`");

    @Test
    void keepsOnlyRulesUsedByPages() {
        assertEquals(
                "@charset \"UTF-8\";:root,[dir]{--a:1}.btn,a:not(.btn,.shown){x:y}@media print{.shown{x:y}}@font-face{src:url(a.woff2)}",
                REDUCTION.reduce(
                        "/* c */@charset \"UTF-8\";:root,[dir]{--a:1}.btn,.badge,a:not(.btn,.shown){x:y}.btn .badge{x:y}"
                                + "@media print{.shown{x:y}.badge{x:y}}@media screen{.badge{x:y}}@font-face{src:url(a.woff2)}"));
    }

    @Test
    void rejectsTruncatedStyleSheet() {
        assertThrows(IllegalArgumentException.class, () -> REDUCTION.reduce("@media print{.btn{x:y}"));
    }
}
