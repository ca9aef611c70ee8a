package city.pishkhan.procedures.internal.tables;

import city.pishkhan.platform.dmn.DmnFileParser;
import city.pishkhan.platform.dmn.StrictFeel;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.operaton.bpm.dmn.engine.DmnDecision;
import org.operaton.bpm.dmn.engine.DmnEngine;
import org.operaton.bpm.dmn.engine.DmnEngineConfiguration;
import org.operaton.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.operaton.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.operaton.bpm.dmn.feel.impl.FeelEngine;
import org.operaton.bpm.model.dmn.DmnModelInstance;

/** The Operaton DMN engine. Thread-safe; created once. */
public final class DecisionEngine {
    private final ThreadLocal<DmnDecisionTableEvaluationEvent> last = new ThreadLocal<>();
    private final DmnEngine engine;
    private final FeelEngine feel = new StrictFeel();
    private final LongAdder evaluated = new LongAdder();
    private final DmnFileParser parser = new DmnFileParser();

    public DecisionEngine() {
        DefaultDmnEngineConfiguration config =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        config.setFeelEngineFactory(() -> feel);
        config.setCustomPostDecisionTableEvaluationListeners(List.of(last::set));
        engine = config.buildEngine();
    }

    /** Returns the number of table evaluations since start-up. */
    public long evaluations() {
        return evaluated.sum();
    }

    public FeelEngine feel() {
        return feel;
    }

    /** Parses all decisions of a DMN file. */
    public List<DmnDecision> parse(byte[] xml) {
        return engine.parseDecisions((DmnModelInstance) parser.parseModelFromStream(new ByteArrayInputStream(xml)));
    }

    /** Evaluates a table and returns the evaluation event, because the engine's result object does not contain the matching rules. */
    DmnDecisionTableEvaluationEvent evaluate(DmnDecision decision, TableFacts tableFacts) {
        evaluated.increment();
        try {
            engine.evaluateDecisionTable(decision, tableFacts);
            return last.get();
        } finally {
            last.remove();
        }
    }
}
