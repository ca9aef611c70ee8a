package city.pishkhan.testkit.growth;

import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The lists that users view all day: offices, districts, agencies, oversight, treasury and operators. */
public final class ListRequests {
    private static final String LIMIT = "limit=50";

    /** Paths of the lists, by user name. */
    private static final Map<String, List<String>> LIST_PATHS_BY_USER = new TreeMap<>(Map.of(
            "clerk-1204",
            List.of(
                    "/office/v1/cases?" + LIMIT,
                    "/office/v1/cases?state=approved&" + LIMIT,
                    "/office/v1/cases?state=waiting&" + LIMIT,
                    "/office/v1/deliveries?" + LIMIT,
                    "/office/v1/fees?" + LIMIT),
            "district-3",
            List.of("/office/v1/cases?" + LIMIT, "/office/v1/cases?state=waiting&" + LIMIT),
            "fire",
            List.of("/agency/v1/inquiries?" + LIMIT, "/agency/v1/notices?" + LIMIT),
            "oversight",
            List.of(
                    "/oversight/v1/cases?" + LIMIT,
                    "/oversight/v1/cases?district=3&state=approved&" + LIMIT,
                    "/oversight/v1/cases?district=3&state=waiting&" + LIMIT,
                    "/oversight/v1/cases?office=1204&state=refused&" + LIMIT,
                    "/oversight/v1/cases?subject=1-1-1-1-1-0-0&" + LIMIT,
                    "/oversight/v1/entries?after=0&" + LIMIT),
            "treasury",
            List.of(
                    "/committee/v1/settlement-files?" + LIMIT,
                    "/committee/v1/settlement-differences?" + LIMIT,
                    "/committee/v1/refunds?" + LIMIT,
                    "/committee/v1/payouts?" + LIMIT),
            "operator",
            List.of(
                    "/operator/v1/inquiries?" + LIMIT,
                    "/operator/v1/inquiries?state=delivered&" + LIMIT,
                    "/operator/v1/loads",
                    "/committee/v1/approvals?" + LIMIT)));

    private ListRequests() {}

    /** Requests every list once. */
    public static void requestAll(RunningCity city) throws InterruptedException {
        requestAll(city::door);
    }

    /** @param door client by user name */
    public static void requestAll(Function<String, HubClient> door) throws InterruptedException {
        for (Map.Entry<String, List<String>> looks : LIST_PATHS_BY_USER.entrySet()) {
            HubClient client = door.apply(looks.getKey());
            for (String path : looks.getValue()) {
                client.get(path);
            }
        }
    }
}
