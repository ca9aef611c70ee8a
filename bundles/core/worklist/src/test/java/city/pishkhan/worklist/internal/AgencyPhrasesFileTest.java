package city.pishkhan.worklist.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import city.pishkhan.api.agencies.AgencyPhrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgencyPhrasesFileTest {
    private static final String FIRE =
            "fire:\n  conditions: [{code: F-1, en: Dry riser, fa: رایزر خشک}]\n  reasons: [{verdict: reject, fa: ندارد}]\n";

    @TempDir
    Path folder;

    private long time = 1_000_000;

    private AgencyPhrasesFile file() {
        return new AgencyPhrasesFile(folder.resolve("phrases.yaml"));
    }

    private void write(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("phrases.yaml"), yaml);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time += 10_000));
    }

    @Test
    void findsPhrasesByAgency() throws Exception {
        write(FIRE);
        AgencyPhrasesFile phrases = file();
        assertEquals("رایزر خشک", phrases.forAgency("fire").conditions().get(0).fa());
        assertEquals("reject", phrases.forAgency("fire").reasons().get(0).verdict());
        assertSame(AgencyPhrases.NONE, phrases.forAgency("water"));
    }

    @Test
    void changedFileAppliesAtOnceAndMissingFileIsEmpty() throws Exception {
        AgencyPhrasesFile phrases = file();
        assertSame(AgencyPhrases.NONE, phrases.forAgency("fire"));
        write(FIRE);
        assertEquals(1, phrases.forAgency("fire").conditions().size());
        write("water: {conditions: []}\n");
        assertSame(AgencyPhrases.NONE, phrases.forAgency("fire"));
        Files.delete(folder.resolve("phrases.yaml"));
        assertSame(AgencyPhrases.NONE, phrases.forAgency("water"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fire: {conditions: [{code: F-2, en: x}]}",
                "fire: {conditions: [{code: F-2, en: x, fa: y, colour: red}]}",
                "fire: {reasons: [{verdict: approve, fa: y}]}",
                "fire: {reasons: [~]}",
                "fire: [",
                "fire: {}\nfire: {}"
            })
    void invalidFileKeepsPreviousPhrases(String wrong) throws Exception {
        write(FIRE);
        AgencyPhrasesFile phrases = file();
        assertEquals("F-1", phrases.forAgency("fire").conditions().get(0).code());
        write(wrong);
        assertEquals("F-1", phrases.forAgency("fire").conditions().get(0).code());
    }

    @Test
    void shippedPhrasesAreValid() {
        AgencyPhrasesFile ours = new AgencyPhrasesFile(Path.of("../../../etc/worklist/phrases.yaml"));
        assertEquals(4, ours.forAgency("fire").conditions().size());
        assertEquals(2, ours.forAgency("engineering").reasons().size());
        assertEquals(3, ours.forAgency("article-100").reasons().size());
    }
}
