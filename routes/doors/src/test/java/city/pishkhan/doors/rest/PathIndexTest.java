package city.pishkhan.doors.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PathIndexTest {
    private static final List<String> TEMPLATES =
            List.of("/cases", "/cases/{id}", "/cases/{id}/papers", "cases/mine", "/rules/{hash}/files/{name: .+}", "/");

    private final PathIndex<String> index = new PathIndex<>(TEMPLATES, Function.identity());

    @Test
    void selectsTemplatesBySegmentCountAndText() {
        assertEquals(List.of("/rules/{hash}/files/{name: .+}", "/cases"), index.candidates("/cases"));
        assertEquals(index.candidates("/cases"), index.candidates("/cases/"));
        assertEquals(
                List.of("/rules/{hash}/files/{name: .+}", "/cases/{id}", "cases/mine"),
                index.candidates("/cases/mine"));
        assertEquals(List.of("/rules/{hash}/files/{name: .+}", "/cases/{id}"), index.candidates("/cases/5"));
        assertEquals(List.of("/rules/{hash}/files/{name: .+}", "/"), index.candidates("/"));
    }

    @Test
    void multiSegmentTemplateIsAlwaysCandidate() {
        assertEquals(List.of("/rules/{hash}/files/{name: .+}"), index.candidates("/rules/a/files/b/c/d"));
    }

    @Test
    void encodedPathsLeaveAllTemplatesToJaxRs() {
        assertEquals(TEMPLATES, index.candidates("/cases;a=b/5"));
        assertEquals(TEMPLATES, index.candidates("/%63ases/5"));
    }
}
