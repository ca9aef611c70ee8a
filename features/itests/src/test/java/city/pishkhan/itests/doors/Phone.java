package city.pishkhan.itests.doors;

import city.pishkhan.testkit.client.HubClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A citizen's phone: the messages that the simulated SMS provider sent to it. */
final class Phone {
    private static final Pattern CODE = Pattern.compile("(?<!\\d)(?:\\d{6}|\\d{8})(?!\\d)");

    private final SharedCity city;
    private final String mobile;

    Phone(SharedCity city, String mobile) {
        this.city = city;
        this.mobile = mobile;
    }

    /** Messages, oldest first. */
    List<String> texts() {
        return city.partners().texts(mobile);
    }

    /** Waits for a message that contains all these words. */
    String await(String... words) {
        String[] found = new String[1];
        Awaitility.await("an SMS with " + List.of(words))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    found[0] = texts().stream()
                            .filter(text -> List.of(words).stream().allMatch(text::contains))
                            .findFirst()
                            .orElse(null);
                    return found[0] != null;
                });
        return found[0];
    }

    /** One-time codes, oldest first. */
    List<String> codes() {
        return texts().stream()
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
    }

    /** Requests a one-time code and waits until it arrives. */
    String code(Visitor visitor, String nationalId) {
        return requestAndAwaitCode(visitor, body(nationalId, null));
    }

    private String requestAndAwaitCode(Visitor visitor, String question) {
        int before = codes().size();
        visitor.post("/citizen/v1/login", question).expectStatus(202);
        Awaitility.await("a one-time code").pollInterval(Duration.ofMillis(100)).until(() -> codes().size() > before);
        return codes().get(before);
    }

    /** Registers this number for a person in the register of numbers, so that a login with it proves the number. */
    Phone registerFor(String nationalId) {
        city.control("numbers", Map.of("script", List.of(Map.of("mobile", mobile, "nationalId", nationalId))));
        return this;
    }

    /**
     * Has an office request a code to this phone and read it back at the counter.
     *
     * @return the office's answer
     */
    DoorResponse proveAtCounter(Visitor office, String caseId, String nationalId) {
        return office.post(
                        Permits.CASES + "/" + caseId + "/numbers",
                        body(nationalId, counterCode(office, caseId, nationalId)))
                .expectStatus(200);
    }

    /** Has an office request a code, and returns the code. */
    String counterCode(Visitor office, String caseId, String nationalId) {
        int before = codes().size();
        office.post(Permits.CASES + "/" + caseId + "/number-codes", loginRequest(nationalId, mobile))
                .expectStatus(202);
        Awaitility.await("a code for the counter")
                .pollInterval(Duration.ofMillis(100))
                .until(() -> codes().size() > before);
        return codes().get(before);
    }

    static String loginRequest(String nationalId, String claimedMobile) {
        return HubClient.JSON
                .createObjectNode()
                .put("nationalId", nationalId)
                .put("mobile", claimedMobile)
                .toString();
    }

    /** Logs in as the citizen with this phone. */
    Visitor login(Visitor visitor, String nationalId) {
        return enterCode(visitor, nationalId, code(visitor, nationalId));
    }

    /**
     * Logs in as {@link #login(Visitor, String)} does, and names the mobile number.
     *
     * @param claimedMobile the mobile number
     */
    Visitor login(Visitor visitor, String nationalId, String claimedMobile) {
        return enterCode(visitor, nationalId, requestAndAwaitCode(visitor, loginRequest(nationalId, claimedMobile)));
    }

    private static Visitor enterCode(Visitor visitor, String nationalId, String code) {
        return visitor.bearer(visitor.post("/citizen/v1/login/code", body(nationalId, code))
                .expectStatus(200)
                .json()
                .path("token")
                .asText());
    }

    static String body(String nationalId, String code) {
        var body = HubClient.JSON.createObjectNode().put("nationalId", nationalId);
        return (code == null ? body : body.put("code", code)).toString();
    }
}
