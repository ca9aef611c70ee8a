package city.pishkhan.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.messages.Text;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTemplatesTest {
    private final HtmlTemplates templates = new HtmlTemplates(HtmlTemplatesTest.class);

    private String render(String name, Object value) {
        return templates.render(name, Text::english, Map.of("name", value));
    }

    @Test
    void escapesValuesInTextAndAttributes() {
        assertEquals(
                "<p title=\"&quot;&gt;&lt;b&gt;&#39;&amp;\">&quot;&gt;&lt;b&gt;&#39;&amp;</p>",
                render("value.ftlh", "\"><b>'&"));
    }

    @Test
    void escapesArgumentsOfMessages() {
        assertEquals("<p>&lt;i&gt; greets x</p>", render("message.ftlh", "<i>"));
        assertEquals("<p><b>&lt;i&gt;</b> greets &lt;i&gt;</p>", render("markup.ftlh", "<i>"));
        assertEquals("<p>a, b greets x</p>", render("message.ftlh", List.of("a", "b")));
        assertEquals("<p>x، a</p>", templates.render("message.ftlh", Text::persian, Map.of("name", "a")));
    }

    @Test
    void formatsNumbersForComputers() {
        assertEquals("1234567.5", render("number.ftlh", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"new.ftlh", "api.ftlh", "missing.ftlh"})
    void rejectsUnsafeAndIncompleteTemplates(String name) {
        RuntimeException error = assertThrows(RuntimeException.class, () -> render(name, "<"));
        assertFalse(String.valueOf(error.getMessage()).contains("uid="), error::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.ftlh", "file:///etc/passwd", "../html/none.ftlh"})
    void rejectsTemplatesOutsidePackage(String name) {
        assertThrows(UncheckedIOException.class, () -> render(name, ""));
        RuntimeException error = assertThrows(RuntimeException.class, () -> render("file.ftlh", ""));
        assertTrue(String.valueOf(error.getCause()).contains("not found"), error::toString);
    }
}
