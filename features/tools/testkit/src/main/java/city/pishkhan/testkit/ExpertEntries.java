package city.pishkhan.testkit;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Entries of the institute's register of experts. */
public final class ExpertEntries {
    private static final String EXPERTS = CommitteeDecisions.DOOR + "/experts";
    private static final String NAME = "کارشناس نمونه";
    private static final int BODY_DIGITS = 9;
    private static final int MODULUS = 11;

    private final HubClient institute;

    public ExpertEntries(HubClient institute) {
        this.institute = institute;
    }

    /** Builds an entry with a licence for one year from today, in both disciplines that the shipped procedures need. */
    public static ObjectNode entry(String login, String office) {
        return entry(login, office, List.of("architecture", "structure"));
    }

    public static ObjectNode entry(String login, String office, List<String> disciplines) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Tehran"));
        ObjectNode entry = HubClient.JSON
                .createObjectNode()
                .put("name", NAME)
                .put("login", login)
                .put("office", office);
        ArrayNode codes = entry.putArray("disciplines");
        disciplines.forEach(codes::add);
        entry.putObject("licence")
                .put("number", "SIM-" + login)
                .put("from", today.toString())
                .put("until", today.plusYears(1).toString());
        return entry;
    }

    /** Returns a made-up national ID with a valid check digit, always the same for a login. */
    public static String nationalId(String login) {
        String body = Long.toString(500_000_000L + Math.floorMod(login.hashCode(), 400_000_000));
        int sum = 0;
        for (int i = 0; i < BODY_DIGITS; i++) {
            sum += (body.charAt(i) - '0') * (BODY_DIGITS + 1 - i);
        }
        int rest = sum % MODULUS;
        return body + (rest < 2 ? rest : MODULUS - rest);
    }

    /**
     * Enters an expert, unless the office has one with that login already.
     *
     * @return id of the expert
     */
    public String enter(String login, String office) throws InterruptedException {
        for (JsonNode known :
                institute.get(EXPERTS + "?limit=200&office=" + office).path("items")) {
            if (known.path("login").asText().equals(login)) {
                return known.path("id").asText();
            }
        }
        return institute
                .post(EXPERTS, entry(login, office).put("nationalId", nationalId(login)))
                .path("id")
                .asText();
    }

    /** Replaces the entry of an expert. */
    public JsonNode change(String id, ObjectNode entry) throws InterruptedException {
        return institute.post(EXPERTS + "/" + id + "/changes", entry);
    }

    /** @param until last day of the leave, or {@code null} to cancel the leave that begins on {@code from} */
    public JsonNode leave(String id, LocalDate from, LocalDate until) throws InterruptedException {
        ObjectNode leave = HubClient.JSON.createObjectNode().put("from", from.toString());
        if (until != null) {
            leave.put("until", until.toString());
        }
        return institute.post(EXPERTS + "/" + id + "/leaves", leave);
    }
}
