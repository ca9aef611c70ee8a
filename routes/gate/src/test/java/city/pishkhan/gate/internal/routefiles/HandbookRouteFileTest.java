package city.pishkhan.gate.internal.routefiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks that the handbook's description of route files agrees with the rules. */
class HandbookRouteFileTest {

    private static String page;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("../../features/docs/integrator.md"));
    }

    private static Set<String> allowed(String key) throws ReflectiveOperationException {
        return Set.of((String[]) RouteFileWatcher.Config.class.getMethod(key).getDefaultValue());
    }

    private static List<String> problems(String yaml) throws ReflectiveOperationException {
        RouteFileRules rules =
                new RouteFileRules(allowed("file_components"), allowed("file_steps"), allowed("file_languages"));
        assertEquals(List.of(), rules.formProblems(yaml));
        return rules.modelProblems("page.camel.yaml", yaml, Map.of("host", "127.0.0.1:9000", "key", "k3y"));
    }

    @Test
    void exampleBreaksNoRule() throws Exception {
        String example = page.substring(page.indexOf("```yaml\n") + 8);
        example = example.substring(0, example.indexOf("```"));
        assertEquals(List.of(), problems(example));
        assertEquals(1, problems(example.replace("setVariable", "script")).size(), "the example is checked");
    }

    @Test
    void pageNamesAllAllowedComponentsAndLanguages() throws Exception {
        Stream.concat(allowed("file_components").stream(), allowed("file_languages").stream())
                .forEach(name -> assertTrue(page.contains('`' + name + '`'), name));
    }
}
