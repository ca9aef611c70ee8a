package city.pishkhan.violations.internal;

import static org.mockito.Mockito.doReturn;

import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.stubs.Stubs;
import java.time.Instant;
import java.util.List;

/** Rules that only contain the kinds of violations. */
final class ReportableRules implements Procedures {
    private static final List<Choice> KINDS = List.of(
            new Choice("no-permit", "building without a permit", "ساخت بدون پروانه"),
            new Choice("extra-floor", "extra storey", "طبقهٔ اضافه"),
            new Choice("extra-area", "extra floor area", "زیربنای اضافه"),
            new Choice("unsafe", "unsafe building work", "ساخت‌وساز ناایمن"));

    @Override
    public RuleSet inForce(Instant at) {
        RuleSet rules = Stubs.strict(RuleSet.class);
        doReturn(KINDS).when(rules).choices("reported");
        return rules;
    }

    @Override
    public RuleSet ruleSet(String hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RuleSet candidate(String hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Version> versions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> problems() {
        throw new UnsupportedOperationException();
    }
}
