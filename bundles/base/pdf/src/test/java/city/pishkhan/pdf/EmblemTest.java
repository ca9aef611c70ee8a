package city.pishkhan.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmblemTest {
    private static String svg(String content) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 10 10\">"
                + content + "</svg>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<rect width='1' height='1' onload='alert(1)'/>",
                "<image href='https://example.org/a.png'/>",
                "<rect width='1' height='1' xlink:href='https://example.org/a'/>",
                "<use xlink:href='#a'/>",
                "<foreignObject/>",
                "<style>@import url(https://example.org/a.css)</style>",
                "<rect width='1' height='1' fill='url(https://example.org/a#b)'/>",
                "<rect width='1' height='1' style='fill:url(#b)'/>",
                "<text>a</text>",
                "<animate attributeName='d'/>",
                "<path d='M0 0 X'/>",
                "<path d='L1 1'/>",
                "<path d='M0 0L1 1Z 5'/>",
                "<path d='M0 0L1e999 1Z'/>",
                "<g transform='scale(NaN)'><path d='M0 0L1 1Z'/></g>",
                ""
            })
    void rejectsUnsafeContent(String content) {
        assertThrows(IllegalArgumentException.class, () -> Emblem.read(svg(content)));
    }

    @Test
    void rejectsDoctypeBeforeReadingEntities() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Emblem.read("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + svg("<g>&a;</g>")));
    }

    @Test
    void sanitizedFileContainsPathsOnlyAndIsStable() {
        String safe = Emblem.read(svg("<title>x</title><g transform='translate(1 2)' fill='#abc'>"
                        + "<circle cx='3' cy='3' r='2'/><path d='m0 0h2v2a1 1 0 01-2 0zm1 1t2 2'/></g>"))
                .svg();
        assertTrue(safe.matches("<svg [^<]*>(<path [^<]*/>){2}</svg>"), safe);
        assertTrue(safe.contains("fill=\"#aabbcc\""), safe);
        assertEquals(safe, Emblem.read(safe).svg());
    }

    @Test
    void acceptsShippedEmblem() throws Exception {
        String shipped = Files.readString(Path.of("../../../etc/certificates/emblem.svg"));
        assertFalse(Emblem.read(shipped).svg().isEmpty());
    }
}
