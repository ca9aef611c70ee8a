package city.pishkhan.testkit;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** What the institute enters into its register of experts. */
public final class ExpertEntries {
    private static final String EXPERTS = CommitteeDecisions.DOOR + "/experts";
    private static final String NAME = "کارشناس نمونه";
    private static final int BODY_DIGITS = 9;
    private static final int MODULUS = 11;

    private final HubClient institute;

    public ExpertEntries(HubClient institute) {
        this.institute = institute;
    }

    /** An entry licensed from today on for a year, in both disciplines that the shipped procedures need. */
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

    /** A national ID that passes the check; always the same for a login, and nobody's. */
    public static String nationalId(String login) {
        String body = Long.toString(500_000_000L + Math.floorMod(login.hashCode(), 400_000_000));
        int sum = 0;
        for (int i = 0; i < BODY_DIGITS; i++) {
            sum += (body.charAt(i) - '0') * (BODY_DIGITS + 1 - i);
        }
        int rest = sum % MODULUS;
        return body + (rest < 2 ? rest : MODULUS - rest);
    }

    /** Enters an expert, unless one with that login works already. @return the id */
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

    /** What counts of an expert from now on. */
    public JsonNode change(String id, ObjectNode entry) throws InterruptedException {
        return institute.post(EXPERTS + "/" + id + "/changes", entry);
    }

    /** @param until {@code null} to take the leave back that begins on {@code from} */
    public JsonNode leave(String id, LocalDate from, LocalDate until) throws InterruptedException {
        ObjectNode leave = HubClient.JSON.createObjectNode().put("from", from.toString());
        if (until != null) {
            leave.put("until", until.toString());
        }
        return institute.post(EXPERTS + "/" + id + "/leaves", leave);
    }
}
