package city.pishkhan.platform.dmn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operaton.bpm.model.dmn.Dmn;
import org.operaton.bpm.model.dmn.DmnModelException;
import org.operaton.bpm.model.dmn.DmnModelInstance;
import org.operaton.bpm.model.xml.ModelException;

/** Files are parsed as the library's own parser does, and invalid files are rejected. */
class DmnFileParserTest {
    private static final String TABLE =
            """
            <definitions xmlns="%s" id="d" name="d" namespace="n">
              <decision id="fee" name="fee">
                <decisionTable id="t">
                  <input id="i"><inputExpression id="e" typeRef="number"><text>area</text></inputExpression></input>
                  <output id="o" name="fee" typeRef="number"/>
                  <rule id="r"><inputEntry id="ie"><text>&lt; 5</text></inputEntry><outputEntry id="oe"><text>1</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    private final DmnFileParser parser = new DmnFileParser();

    private DmnModelInstance read(String xml) {
        return (DmnModelInstance) parser.parseModelFromStream(stream(xml));
    }

    private static InputStream stream(String xml) {
        return new ByteArrayInputStream(xml.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.omg.org/spec/DMN/20230324/MODEL/",
                "https://www.omg.org/spec/DMN/20211108/MODEL/",
                "https://www.omg.org/spec/DMN/20191111/MODEL/",
                "http://www.omg.org/spec/DMN/20180521/MODEL/",
                "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
                "http://www.omg.org/spec/DMN/20151101/dmn11.xsd"
            })
    void readsEachVersionLikeLibraryWithDefaults(String namespace) {
        String xml = TABLE.formatted(namespace);
        DmnModelInstance theirs = Dmn.readModelFromStream(stream(xml));
        String ours = Dmn.convertToString(read(xml));
        assertEquals(Dmn.convertToString(theirs), ours);
        assertTrue(ours.contains("hitPolicy=\"UNIQUE\""), ours);
    }

    @Test
    void rejectsInvalidFilesWithMessageOfLibrary() {
        String good = TABLE.formatted("https://www.omg.org/spec/DMN/20191111/MODEL/");
        for (String bad : List.of(
                good.replace("id=\"t\"", "id=\"t\" hitPolicy=\"SOMETIMES\""),
                good.replace("<output id=\"o\" name=\"fee\" typeRef=\"number\"/>", "<result/>"),
                good.replace("id=\"oe\"", "id=\"ie\""),
                good.replace("</decision>", ""),
                good.replace("20191111", "20991111"),
                "<!DOCTYPE definitions [<!ENTITY x 'y'>]>" + good)) {
            Throwable theirs = assertThrows(DmnModelException.class, () -> Dmn.readModelFromStream(stream(bad)), bad);
            Throwable ours = assertThrows(ModelException.class, () -> read(bad), bad);
            assertEquals(reason(theirs), reason(ours));
        }
    }

    private static String reason(Throwable refused) {
        Throwable at = refused;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.getMessage();
    }
}
