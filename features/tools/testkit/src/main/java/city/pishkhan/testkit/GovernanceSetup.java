package city.pishkhan.testkit;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Decisions that a city needs before an office can open a case: offices with contracts and experts, rules, services opened to offices,
 * and merchant accounts for payments.
 */
public final class GovernanceSetup {

    private static final String DOOR = CommitteeDecisions.DOOR;
    /** Services that are opened to the offices, with the title of the decision. */
    private static final Map<String, String> SERVICES = new TreeMap<>(Map.of(
            "building-permit", "پروانهٔ ساختمانی برای همهٔ دفترها فعال می‌شود",
            "vehicle-duty", "عوارض خودرو برای همهٔ دفترها فعال می‌شود",
            "violation-report", "بازدید برای شهرداری برای همهٔ دفترها فعال می‌شود"));

    /** Additional services that a city can open. */
    private static final Map<String, String> MORE = new TreeMap<>(Map.of(
            "completion", "گواهی پایان کار برای همهٔ دفترها فعال می‌شود",
            "no-violation", "گواهی عدم خلاف برای همهٔ دفترها فعال می‌شود",
            "transfer-clearance", "مفاصا حساب نقل و انتقال برای همهٔ دفترها فعال می‌شود",
            "utility-connection", "انشعاب آب، برق و گاز برای همهٔ دفترها فعال می‌شود"));

    private static final List<String> OFFICES = List.of("1204", "2301");
    private static final List<String> VOTERS = List.of("chair", "committee-2", "committee-3", "committee-4");
    private static final int NOT_FOUND = 404;

    private final Function<String, HubClient> logins;
    private final ProgressListener progress;
    private final CommitteeDecisions resolutions = new CommitteeDecisions(this::as);
    private final Map<String, HubClient> doors = new HashMap<>();
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Tehran"));

    /** @param logins client by name of a demo login */
    public GovernanceSetup(Function<String, HubClient> logins, ProgressListener progress) {
        this.logins = logins;
        this.progress = progress;
    }

    private HubClient as(String user) {
        return doors.computeIfAbsent(user, logins);
    }

    /** Makes all decisions that are still missing, through the committee door. */
    public void complete() throws InterruptedException {
        completeOffices();
        new MerchantApprovals(this::as, progress).complete();
    }

    /**
     * Makes all decisions except the approval of merchant accounts, which depends on the addresses of the banks'
     * gateways.
     */
    public void completeOffices() throws InterruptedException {
        for (String office : OFFICES) {
            if (!isRegistered(office)) {
                onboard(office);
            }
        }
        activateRules(as("planning").get(DOOR + "/rules").path("items"));
        for (Map.Entry<String, String> service : SERVICES.entrySet()) {
            if (!isOpened(service.getKey())) {
                openService(service.getKey(), service.getValue());
            }
        }
    }

    /** Qualifies the offices for the additional services, and opens these services to the offices. */
    public void openMore() throws InterruptedException {
        for (Map.Entry<String, String> service : MORE.entrySet()) {
            if (!isOpened(service.getKey())) {
                for (String office : OFFICES) {
                    qualify(office, service.getKey());
                }
                openService(service.getKey(), service.getValue());
            }
        }
    }

    private boolean isOpened(String service) throws InterruptedException {
        return as("planning")
                .get(DOOR + "/exposures")
                .path("items")
                .findValuesAsText("service")
                .contains(service);
    }

    private void openService(String service, String title) throws InterruptedException {
        decide(
                "expose",
                "opens " + service + " to all offices",
                title,
                today,
                HubClient.JSON.createObjectNode().put("service", service));
    }

    /** Puts the staged rules in force: immediately if no rules are in force yet, else from the next midnight. */
    private void activateRules(JsonNode items) throws InterruptedException {
        JsonNode newest = items.path(0);
        if (newest.path("status").asText().equals("staged")
                && !items.findValuesAsText("status").contains("coming")) {
            boolean first = !items.findValuesAsText("status").contains("in-force");
            decide(
                    "rules",
                    "puts the supplied rules in force",
                    "ضوابط آماده لازم‌الاجرا می‌شود",
                    first ? today : today.plusDays(1),
                    HubClient.JSON
                            .createObjectNode()
                            .put("ruleSet", newest.path("hash").asText()));
        }
    }

    /**
     * Puts the staged rules in force immediately, which only a demo city allows; does nothing if they are in force.
     *
     * @param isNew {@code true} if the staged files differ from the rules in force
     * @throws CityException if the staged rules have mistakes
     */
    void changeRules(String title, boolean isNew) throws InterruptedException {
        JsonNode newest = as("planning").get(DOOR + "/rules").path("items").path(0);
        if (!isNew && newest.path("status").asText().equals("in-force")) {
            progress.step("committee", "these rules are already in force");
            return;
        }
        if (!newest.path("status").asText().equals("staged")) {
            throw new CityException(
                    "The staged rules have mistakes, or other rules are waiting for their day; pishkhan:rules-show shows them");
        }
        decide(
                "rules",
                title,
                title,
                today,
                HubClient.JSON
                        .createObjectNode()
                        .put("ruleSet", newest.path("hash").asText()));
        progress.step("committee", "the rules are in force at once; a real city waits until midnight");
    }

    private boolean isRegistered(String office) throws InterruptedException {
        try {
            as("institute").get(DOOR + "/offices/" + office);
            return true;
        } catch (HubClient.Refused e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private void onboard(String office) throws InterruptedException {
        String path = DOOR + "/offices";
        as("institute")
                .post(
                        path,
                        HubClient.JSON
                                .createObjectNode()
                                .put("code", office)
                                .put("name", "دفتر نمونه " + persian(office))
                                .put("district", Integer.parseInt(office) % Plots.DISTRICTS + 1));
        as("institute").post(path + "/" + office + "/contracts", term().put("number", "DEMO-" + office));
        new ExpertEntries(as("institute")).enter("expert-" + office, office);
        for (String service : SERVICES.keySet()) {
            qualify(office, service);
        }
        progress.step(
                "institute",
                "signs a contract with office " + office + " and registers its expert, who qualifies it for "
                        + String.join(", ", SERVICES.keySet()));
    }

    private static String persian(String digits) {
        return digits.chars()
                .map(digit -> digit - '0' + '۰')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void qualify(String office, String service) throws InterruptedException {
        as("institute")
                .post(
                        DOOR + "/offices/" + office + "/qualifications",
                        term().put("service", service).put("expert", "expert-" + office));
    }

    private ObjectNode term() {
        return HubClient.JSON
                .createObjectNode()
                .put("from", today.toString())
                .put("until", today.plusYears(1).toString());
    }

    /** @param what meaning of the title in English, for the progress output */
    private void decide(String kind, String what, String title, LocalDate effective, ObjectNode terms)
            throws InterruptedException {
        String number = resolutions.pass(
                "planning",
                VOTERS,
                new CommitteeDecisions.Draft(
                        kind, title, "آیین‌نامهٔ نمونه، ماده ۱", "شهر نمونه آغاز به کار می‌کند", effective, terms));
        progress.step(
                "committee", what + ": decision " + number + ", " + VOTERS.size() + " votes, signed by the chair");
    }
}
