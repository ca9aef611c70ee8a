package city.pishkhan.itests.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bank's own records of its sales, for comparison with the hub's bills. */
final class Sales {

    private final Map<Long, JsonNode> byOrder = new HashMap<>();

    Sales(List<JsonNode> sales) {
        sales.forEach(sale -> byOrder.put(sale.path("order").asLong(), sale));
    }

    /**
     * Compares a bill with the bank's sales.
     *
     * @return errors found; empty if exactly one sale paid the bill, and no other sale keeps the payer's money
     */
    List<String> check(JsonNode bill, JsonNode attempts) {
        List<String> wrong = new ArrayList<>();
        String name = "bill " + bill.path("billId").asText();
        if (!bill.path("state").asText().equals("paid")) {
            wrong.add(name + " is " + bill.path("state").asText());
        }
        int settled = 0;
        for (JsonNode attempt : attempts) {
            JsonNode sale = byOrder.get(attempt.path("order").asLong());
            String state =
                    sale == null ? "unknown to the bank" : sale.path("state").asText();
            switch (state) {
                case "settled" -> {
                    settled++;
                    compare(
                            wrong,
                            name + ", reference",
                            sale.path("reference").asText(),
                            bill.path("receipt").path("reference").asText());
                    compare(
                            wrong,
                            name + ", amount",
                            sale.path("amount").asText(),
                            bill.path("amount").asText());
                    if (sale.path("byItself").asBoolean()) {
                        wrong.add(name + " was settled by the bank itself");
                    }
                }
                case "paid", "verified" -> wrong.add(name + ": the payer's money is stuck in a sale that is " + state);
                default -> {
                    // in all other states of a sale the bank keeps no money of the payer
                }
            }
        }
        if (settled != 1) {
            wrong.add(name + " was settled " + settled + " times");
        }
        return wrong;
    }

    private static void compare(List<String> wrong, String what, String atTheBank, String atTheHub) {
        if (!atTheBank.equals(atTheHub)) {
            wrong.add(what + " is " + atTheBank + " at the bank and " + atTheHub + " at the hub");
        }
    }
}
