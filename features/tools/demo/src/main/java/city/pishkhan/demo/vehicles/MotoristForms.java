package city.pishkhan.demo.vehicles;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Request bodies that a clerk sends for a motorist. */
final class MotoristForms {
    private static final String OWNER = "0684159414";
    private static final String MOBILE = "09022002580";

    private MotoristForms() {}

    static ObjectNode opening(String plate) {
        ObjectNode body =
                HubClient.JSON.createObjectNode().put("service", "vehicle-duty").put("subject", plate);
        body.putArray("applicants")
                .addObject()
                .put("role", "owner")
                .put("nationalId", OWNER)
                .put("name", "راننده نمونه")
                .put("mobile", MOBILE);
        return body;
    }

    static ObjectNode delivery() {
        return HubClient.JSON
                .createObjectNode()
                .put("way", "home")
                .put("addressee", "راننده نمونه")
                .put("address", "خیابان نمونه، پلاک ۱۲")
                .put("postalCode", "1619735744");
    }
}
