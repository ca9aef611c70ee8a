package city.pishkhan.violations.internal;

import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import java.lang.reflect.Proxy;
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
        return (RuleSet) Proxy.newProxyInstance(
                RuleSet.class.getClassLoader(), new Class<?>[] {RuleSet.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("choices") && arguments[0].equals("reported")) {
                        return KINDS;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
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
