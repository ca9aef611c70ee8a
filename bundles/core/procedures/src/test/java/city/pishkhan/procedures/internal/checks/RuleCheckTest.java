package city.pishkhan.procedures.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.Remark;
import city.pishkhan.procedures.internal.ShippedRules;
import city.pishkhan.procedures.internal.files.RuleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that mistakes are found before the rules come into force and are reported with their position. */
class RuleCheckTest {
    private static final String AGENCIES = "building-permit-agencies.dmn";

    @TestFactory
    Stream<DynamicTest> mistakes() throws IOException {
        try (InputStream in = RuleCheckTest.class.getResourceAsStream("mistakes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ?", 4))
                    .map(m -> DynamicTest.dynamicTest(m[1] + " -> " + m[2], () -> {
                        List<String> problems = ShippedRules.problems(ShippedRules.with(m[0], m[1], m[2].strip()));
                        assertTrue(
                                !problems.isEmpty() && problems.get(0).startsWith(m[3].strip()),
                                () -> m[3] + " is not in " + problems);
                    }));
        }
    }

    @Test
    void reportsAllMistakesTogether() {
        Map<String, byte[]> files = new HashMap<>(ShippedRules.with("building-permit.yaml", "version: 1", "version: 0")
                .files());
        files.put("data/duties.yaml", "supervisionPerSquareMetre: [".getBytes(StandardCharsets.UTF_8));
        files.put("building-permit-check.dmn", "<definitions>".getBytes(StandardCharsets.UTF_8));
        List<String> problems = ShippedRules.problems(new RuleFiles(files));
        assertEquals(
                List.of("building-permit-check.dmn", "building-permit.yaml", "data/duties.yaml"),
                problems.stream()
                        .map(p -> p.substring(0, p.indexOf(':')))
                        .distinct()
                        .toList());
    }

    @Test
    void reportsMissingFiles() {
        assertTrue(ShippedRules.problems(ShippedRules.without("vocabulary.yaml"))
                .contains("vocabulary.yaml:1:1: is missing or empty"));
        assertTrue(ShippedRules.problems(ShippedRules.without(ShippedRules.files().files().keySet().stream()
                        .filter(name -> name.matches("(?!vocabulary)[a-z-]+\\.yaml"))
                        .toArray(String[]::new)))
                .contains("*.yaml: the rules have no procedure"));
        assertTrue(ShippedRules.problems(ShippedRules.without(AGENCIES))
                .contains("building-permit.yaml:13:3: no stage uses a table building-permit-agencies"));
        assertTrue(ShippedRules.problems(ShippedRules.without("data/landuse.yaml"))
                .get(0)
                .contains("'landuse' is neither a fact nor data"));
        assertTrue(ShippedRules.problems(ShippedRules.without(RuleFiles.CALENDAR))
                .get(0)
                .contains("lacks one of the lines"));
    }

    @Test
    void deliveryFollowsCertificateAndIsUnique() {
        String permit = "  - id: permit";
        String delivery = "  - {id: %s, kind: delivery, title: {en: Delivery, fa: تحویل}}%n";
        assertEquals(List.of(), ShippedRules.problems(ShippedRules.with("building-permit.yaml", permit, permit)));
        String template = "    template: building-permit";
        String after = template + System.lineSeparator() + delivery.formatted("post");
        assertEquals(List.of(), ShippedRules.problems(ShippedRules.with("building-permit.yaml", template, after)));
        List<String> early = ShippedRules.problems(
                ShippedRules.with("building-permit.yaml", permit, delivery.formatted("post") + permit));
        assertTrue(early.get(0).contains("nothing can be delivered"), early.toString());
        List<String> twice = ShippedRules.problems(
                ShippedRules.with("building-permit.yaml", template, after + delivery.formatted("again")));
        assertTrue(twice.get(0).contains("a procedure can have only one delivery stage"), twice.toString());
    }

    @Test
    void rejectsUnusedOutputAndUnknownElement() {
        List<String> unread = ShippedRules.problems(
                new RuleFiles(withExtraColumn(ShippedRules.files().files())));
        assertEquals(1, unread.size(), unread::toString);
        assertTrue(
                unread.get(0).endsWith("unused output deadline; outputs are agency, reason, reasonFa"), unread.get(0));
        List<String> unknown = ShippedRules.problems(
                ShippedRules.with(AGENCIES, "<decisionTable id", "<question>which?</question><decisionTable id"));
        assertEquals(1, unknown.size(), unknown::toString);
        assertTrue(unknown.get(0).contains("the element question is not supported"), unknown.get(0));
        assertEquals(
                List.of(),
                ShippedRules.problems(ShippedRules.with(
                        AGENCIES,
                        "<decisionTable id",
                        "<extensionElements><x:size xmlns:x=\"urn:editor\"/></extensionElements><decisionTable id")));
    }

    @Test
    void warnsOfUnusedTable() {
        String more = new String(ShippedRules.files().files().get(AGENCIES), StandardCharsets.UTF_8)
                .replace("\"building-permit-agencies", "\"more-agencies");
        RuleCheck.Outcome outcome = ShippedRules.CHECK.check(ShippedRules.with("more-agencies.dmn", more), 1);
        assertEquals(List.of(), outcome.problems());
        assertEquals(
                List.of("no stage uses table more-agencies of more-agencies.dmn"),
                outcome.remarks().stream().map(Remark::en).toList());
    }

    /** Returns the files with one more column in the agencies table. */
    private static Map<String, byte[]> withExtraColumn(Map<String, byte[]> files) {
        Map<String, byte[]> changed = new HashMap<>(files);
        String table = new String(files.get(AGENCIES), StandardCharsets.UTF_8);
        changed.put(
                AGENCIES,
                table.replaceFirst("(?s)(\\s*<rule )", "<output id=\"more\" name=\"deadline\"/>$1")
                        .replace("</rule>", "<outputEntry><text>1</text></outputEntry></rule>")
                        .getBytes(StandardCharsets.UTF_8));
        return changed;
    }

    @Test
    void rejectsDuplicateTable() {
        String again = new String(ShippedRules.files().files().get(AGENCIES), StandardCharsets.UTF_8);
        assertEquals(
                List.of("z.dmn:4:87: the table building-permit-agencies is in building-permit-agencies.dmn already"),
                ShippedRules.problems(ShippedRules.with("z.dmn", again)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE definitions>",
                "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\">]>",
                "<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/never-fetched.dtd\">",
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            })
    void rejectsDtd(String doctype) {
        RuleFiles files = ShippedRules.with(AGENCIES, "<!-- Agencies to ask", doctype + "<!-- Agencies to ask");
        List<String> problems = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ShippedRules.problems(files));
        assertEquals(1, problems.size());
        assertTrue(
                problems.get(0).startsWith(AGENCIES + ":2:") && problems.get(0).endsWith("a DTD is not allowed"),
                problems.get(0));
    }

    @Test
    void rejectsMalformedFiles() {
        for (String rubbish : new String[] {
            "", "\u0000", "<", "{", "\uFEFF<a/>", "- ".repeat(10_000), "[".repeat(10_000), "<a>".repeat(10_000)
        }) {
            for (String name : ShippedRules.files().files().keySet()) {
                List<String> problems = ShippedRules.problems(ShippedRules.with(name, rubbish));
                assertTrue(problems.get(0).startsWith(name + ":"), name + " " + problems);
            }
        }
        Map<String, byte[]> files = new HashMap<>(ShippedRules.files().files());
        files.put("data/landuse.yaml", new byte[] {'a', ':', ' ', (byte) 0xC3, 0x28});
        assertEquals(
                "data/landuse.yaml:1:1: is not UTF-8",
                ShippedRules.problems(new RuleFiles(files)).get(0));
    }
}
