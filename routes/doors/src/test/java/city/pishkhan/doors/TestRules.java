package city.pishkhan.doors;

import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.stubs.Stubs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules in which every service requires a payment and has the given refund shares. */
public final class TestRules {
    private TestRules() {}

    public static Procedures giving(RefundShares shares) {
        Stage payment = new Stage(
                "duties", StageKind.PAYMENT, "Duties", "عوارض", "duties", null, null, List.of(), Map.of(), null);
        RuleSet rules = fake(
                RuleSet.class,
                Optional.of(new Procedure(
                        "building-permit",
                        1,
                        "Building permit",
                        "پروانه ساختمانی",
                        "property",
                        Procedures.CITIZEN,
                        null,
                        false,
                        List.of(payment),
                        List.of(),
                        List.of(),
                        null,
                        shares)));
        return fake(Procedures.class, rules);
    }

    private static <T> T fake(Class<T> type, Object answer) {
        return Stubs.intercept(type, (proxy, method, args) -> answer);
    }
}
