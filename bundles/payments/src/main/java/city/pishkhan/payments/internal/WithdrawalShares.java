package city.pishkhan.payments.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which share of the paid duties goes back when a case is withdrawn, as the configuration says it. */
final class WithdrawalShares {
    private static final Pattern WITHDRAWAL = Pattern.compile("([a-z][a-z0-9-]*|\\*)\\s*:\\s*(\\d{1,3})");
    private static final int WHOLE = 100;

    private WithdrawalShares() {}

    /**
     * @param rules such as {@code building-permit:90, *:0}
     * @return percent by service; {@code *} for those that are not named
     * @throws IllegalArgumentException naming the rule that means nothing
     */
    static Map<String, Integer> of(String rules) {
        Map<String, Integer> shares = new HashMap<>();
        for (String rule : rules.isBlank() ? new String[0] : rules.split(",")) {
            Matcher share = WITHDRAWAL.matcher(rule.strip());
            if (!share.matches() || Integer.parseInt(share.group(2)) > WHOLE) {
                throw new IllegalArgumentException("withdrawalRefunds: " + rule
                        + " is not such as building-permit:90, *:0 / قاعده باید مانند building-permit:90 باشد");
            }
            shares.put(share.group(1), Integer.valueOf(share.group(2)));
        }
        return shares;
    }
}
