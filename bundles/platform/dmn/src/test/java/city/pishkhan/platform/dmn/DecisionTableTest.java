package city.pishkhan.platform.dmn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.operaton.bpm.dmn.engine.DmnDecision;
import org.operaton.bpm.dmn.engine.DmnEngine;
import org.operaton.bpm.dmn.engine.DmnEngineConfiguration;
import org.operaton.bpm.dmn.feel.impl.FeelException;
import org.operaton.bpm.engine.variable.VariableMap;
import org.operaton.bpm.engine.variable.Variables;

/** A decision table works with this bundle's parser, engine and FEEL engine only. */
class DecisionTableTest {

    private static final String FLOORS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="fire" name="fire" namespace="pishkhan">
              <decision id="askFire" name="ask fire">
                <decisionTable id="table" hitPolicy="FIRST">
                  <input id="i1"><inputExpression id="e1" typeRef="integer"><text>floors</text></inputExpression></input>
                  <input id="i2"><inputExpression id="e2" typeRef="string"><text>use</text></inputExpression></input>
                  <output id="o1" name="asked" typeRef="boolean"/>
                  <rule id="fire-1"><inputEntry id="a"><text>&gt; 6</text></inputEntry><inputEntry id="b"><text>-</text></inputEntry><outputEntry id="c"><text>true</text></outputEntry></rule>
                  <rule id="fire-2"><inputEntry id="d"><text>-</text></inputEntry><inputEntry id="e"><text>%s</text></inputEntry><outputEntry id="f"><text>true</text></outputEntry></rule>
                  <rule id="fire-3"><inputEntry id="g"><text>-</text></inputEntry><inputEntry id="h"><text>-</text></inputEntry><outputEntry id="i"><text>false</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>""";

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @Test
    void evaluatesFeelTests() {
        DmnDecision decision = parse("not(\"residential\")");
        assertTrue(isAsked(decision, 8, "residential"));
        assertEquals(false, isAsked(decision, 6, "residential"));
        assertTrue(isAsked(decision, 3, "commercial"));
    }

    @Test
    void rejectsInvalidFeel() {
        DmnDecision decision = parse("not(");
        assertThrows(FeelException.class, () -> isAsked(decision, 3, "commercial"));
    }

    private boolean isAsked(DmnDecision decision, int floors, String use) {
        VariableMap facts =
                Variables.createVariables().putValue("floors", floors).putValue("use", use);
        return engine.evaluateDecisionTable(decision, facts).getSingleResult().getSingleEntry();
    }

    private DmnDecision parse(String use) {
        byte[] xml = FLOORS.formatted(use).getBytes(StandardCharsets.UTF_8);
        return engine.parseDecision("askFire", new ByteArrayInputStream(xml));
    }
}
