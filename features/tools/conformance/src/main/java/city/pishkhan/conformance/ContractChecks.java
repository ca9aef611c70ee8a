package city.pishkhan.conformance;

import city.pishkhan.conformance.PartnerCalls.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Checks of the REST contracts beyond the form of each reply: the behaviour that the hub relies on.
 * The checks are independent of each other.
 */
final class ContractChecks {
    private static final String INQUIRIES = "/inquiries";
    private static final String INQUIRY = "/inquiries/{id}";
    private static final String ORDERS = "/orders";
    private static final String ORDER = "/orders/{id}";
    private static final int NO_ROUTE = 404;
    private static final String PLATE = "12%D8%A814547";
    /** path of the first POST call of each contract */
    private static final Map<String, String> OPENINGS =
            Map.of("utility", INQUIRIES, "post", ORDERS, "sms", "/messages", "number-ownership", "/ownership");

    private final PartnerCalls calls;

    ContractChecks(PartnerCalls calls) {
        this.calls = calls;
    }

    /** @throws IllegalArgumentException if no contract has that name */
    List<Check> of(String contract) {
        List<Check> checks = new ArrayList<>(checksOf(contract));
        String asks = OPENINGS.get(contract);
        if (asks != null) {
            checks.add(unreadable(asks));
            if (calls.hasToken()) {
                checks.add(guarded(asks));
            }
        }
        return checks;
    }

    private List<Check> checksOf(String contract) {
        return switch (contract) {
            case "utility" -> utility();
            case "post" -> post();
            case "vehicles" -> vehicles();
            case "sms" -> sms();
            case "number-ownership" -> numbers();
            default -> throw new IllegalArgumentException("no contract " + contract);
        };
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private ObjectNode withId(String path, String id) {
        return calls.contract().example("POST", path).put("id", id);
    }

    private Check guarded(String path) {
        return new Check("a wrong token is refused", () -> {
            if (calls.hasToken()) {
                String id = fresh();
                Reply reply =
                        calls.send("POST", path, null, id, withId(path, id).toString(), "not-the-token");
                Deviation.throwUnless(
                        reply.status() == 401 || reply.status() == 403, "HTTP " + reply.status() + " to a wrong token");
            }
        });
    }

    private Check unreadable(String path) {
        return new Check("invalid JSON is rejected, and the partner keeps working", () -> {
            Reply reply = calls.send("POST", path, null, fresh(), "{\"id\":", calls.token());
            Deviation.throwUnless(reply.status() / 100 == 4, "HTTP " + reply.status() + " to half a JSON object");
            Deviation.throwUnless(reply.text("code") != null, "the error has no code");
        });
    }

    private List<Check> utility() {
        return List.of(
                new Check("an inquiry is answered or accepted", () -> {
                    String id = fresh();
                    Reply reply = submitInquiry(id, 1, null);
                    if (reply.status() == 200) {
                        answers(reply, id);
                    }
                }),
                new Check("a repeated inquiry gets the same answer", this::checkRepetition),
                new Check("a different digest under the same id is rejected with 409", () -> {
                    String id = fresh();
                    submitInquiry(id, 1, null);
                    Reply other = submitInquiry(id, 2, "0".repeat(64));
                    Deviation.throwUnless(other.status() == 409, "HTTP " + other.status() + " to another digest");
                }),
                new Check("an inquiry can be withdrawn, also twice", () -> {
                    String id = fresh();
                    submitInquiry(id, 1, null);
                    ObjectNode why = calls.contract().example("POST", INQUIRY + "/withdrawal");
                    for (int i = 0; i < 2; i++) {
                        Reply withdrawn = calls.call("POST", INQUIRY + "/withdrawal", id, id + "-WITHDRAWN", why);
                        Deviation.throwUnless(
                                withdrawn.status() == 200, "HTTP " + withdrawn.status() + " to a withdrawal");
                    }
                    Reply late = submitInquiry(id, 2, null);
                    Deviation.throwUnless(late.status() == 410, "HTTP " + late.status() + " to a withdrawn inquiry");
                }),
                new Check("a reminder is accepted", () -> {
                    String id = fresh();
                    submitInquiry(id, 1, null);
                    Reply reply = calls.call(
                            "POST",
                            INQUIRY + "/reminder",
                            id,
                            id + "-REMINDER",
                            calls.contract().example("POST", INQUIRY + "/reminder"));
                    Deviation.throwUnless(reply.status() == 200, "HTTP " + reply.status() + " to a reminder");
                }),
                new Check("an unknown inquiry is reported as not found, with a code", () -> {
                    Reply reply = calls.call(
                            "POST",
                            INQUIRY + "/withdrawal",
                            fresh(),
                            fresh(),
                            calls.contract().example("POST", INQUIRY + "/withdrawal"));
                    Deviation.throwUnless(
                            reply.status() == NO_ROUTE,
                            "HTTP " + reply.status() + " for an inquiry that was never sent");
                }));
    }

    private Reply submitInquiry(String id, int emission, String digest)
            throws java.io.IOException, InterruptedException {
        ObjectNode inquiry = withId(INQUIRIES, id).put("emission", emission);
        return calls.call("POST", INQUIRIES, null, id, digest == null ? inquiry : inquiry.put("digest", digest));
    }

    private void answers(Reply reply, String id) {
        Deviation.throwUnless(id.equals(reply.text("inquiry")), "the answer names another inquiry");
        Deviation.throwUnless(
                calls.contract()
                        .example("POST", INQUIRIES)
                        .path("digest")
                        .asText()
                        .equals(reply.text("digest")),
                "the answer cites another digest");
    }

    private void checkRepetition() throws java.io.IOException, InterruptedException {
        String id = fresh();
        Reply first = submitInquiry(id, 1, null);
        Reply second = submitInquiry(id, 2, null);
        Deviation.throwUnless(
                Objects.equals(first.text("reference"), second.text("reference")),
                "the second answer has a different reference");
        if (first.status() == 200) {
            Deviation.throwUnless(second.status() == 200, "answered at first, and then HTTP " + second.status());
            Deviation.throwUnless(
                    Objects.equals(first.text("verdict"), second.text("verdict")),
                    "the second answer has a different verdict");
        }
    }

    private List<Check> post() {
        return List.of(
                new Check("a letter can be ordered and found, and a repeated order is recognized", () -> {
                    String id = fresh();
                    Reply first = order(id);
                    Reply second = order(id);
                    Deviation.throwUnless(
                            Objects.equals(first.text("tracking"), second.text("tracking")),
                            "the same id has two tracking numbers");
                    Reply journey = calls.call("GET", ORDER, id, id, null);
                    Deviation.throwUnless(
                            Objects.equals(first.text("tracking"), journey.text("tracking")),
                            "its status has a different tracking number");
                }),
                new Check("a letter with an invalid address is rejected with 422", () -> {
                    String id = fresh();
                    ObjectNode wrong = withId(ORDERS, id);
                    ((ObjectNode) wrong.path("to")).put("postalCode", "0000000000");
                    Reply reply = calls.call("POST", ORDERS, null, id, wrong);
                    Deviation.throwUnless(
                            reply.status() == 422, "HTTP " + reply.status() + " for postal code 0000000000");
                }),
                new Check("a letter can be cancelled, or is already on its way", () -> {
                    String id = fresh();
                    order(id);
                    calls.call("DELETE", ORDER, id, id, null);
                }),
                new Check("an unknown order is reported as not found, with a code", () -> {
                    Reply reply = calls.call("GET", ORDER, fresh(), fresh(), null);
                    Deviation.throwUnless(
                            reply.status() == NO_ROUTE,
                            "HTTP " + reply.status() + " for a letter that was never ordered");
                }));
    }

    private Reply order(String id) throws java.io.IOException, InterruptedException {
        Reply reply = calls.call("POST", ORDERS, null, id, withId(ORDERS, id));
        Deviation.throwUnless(
                reply.status() < 300 || reply.status() == 409, "HTTP " + reply.status() + " to the example");
        return reply;
    }

    private List<Check> vehicles() {
        List<Check> checks = new ArrayList<>(List.of(
                new Check("a plate is found or reported as unknown, and no other vehicle is returned", () -> {
                    Reply reply = calls.call("GET", "/vehicles?plate=" + PLATE, null, null, null);
                    Deviation.throwUnless(
                            reply.status() != 200
                                    || PLATE.equals(URLEncoder.encode(reply.text("plate"), StandardCharsets.UTF_8)),
                            "the reply is about another plate");
                }),
                new Check("an unknown VIN is reported as not found, with a code", () -> {
                    Reply reply = calls.call("GET", "/vehicles?vin=WVWZZZ1JZXW000000", null, null, null);
                    Deviation.throwUnless(reply.status() == NO_ROUTE, "HTTP " + reply.status() + " for an unknown VIN");
                }),
                new Check("only the owner of a vehicle receives the owner's name", () -> {
                    Reply reply = calls.call(
                            "POST", "/ownership", null, null, calls.contract().example("POST", "/ownership"));
                    String name = reply.text("name");
                    boolean named = name != null && !name.isEmpty();
                    Deviation.throwUnless(
                            reply.status() != 200 || named == "owned".equals(reply.text("owner")),
                            "the name must be present if the vehicle is owned, and only then");
                }),
                new Check("a repeated settlement is recorded once", () -> {
                    String id = fresh();
                    ObjectNode paid = calls.contract().example("PUT", "/settlements/{id}");
                    Reply first = calls.call("PUT", "/settlements/{id}", id, id, paid);
                    Reply second = calls.call("PUT", "/settlements/{id}", id, id, paid);
                    Deviation.throwUnless(
                            Objects.equals(first.text("reference"), second.text("reference")),
                            "the same id has two references");
                })));
        if (calls.hasToken()) {
            checks.add(new Check("a wrong token is refused", () -> {
                Reply reply = calls.send("GET", "/vehicles?plate=" + PLATE, null, null, null, "not-the-token");
                Deviation.throwUnless(
                        reply.status() == 401 || reply.status() == 403, "HTTP " + reply.status() + " to a wrong token");
            }));
        }
        return checks;
    }

    private List<Check> sms() {
        return List.of(
                new Check("a message is sent, and a repeated id is not sent again", () -> {
                    String id = fresh();
                    Reply first = calls.call("POST", "/messages", null, id, withId("/messages", id));
                    Reply second = calls.call("POST", "/messages", null, id, withId("/messages", id));
                    Deviation.throwUnless(
                            Objects.equals(first.text("reference"), second.text("reference")),
                            "the same id has two references");
                }),
                new Check("an invalid mobile number is rejected with 422", () -> {
                    String id = fresh();
                    Reply reply = calls.call(
                            "POST",
                            "/messages",
                            null,
                            id,
                            withId("/messages", id).put("to", "021"));
                    Deviation.throwUnless(reply.status() == 422, "HTTP " + reply.status() + " for 021");
                }));
    }

    private List<Check> numbers() {
        return List.of(new Check("the owner of a number is reported, and a second time the same", () -> {
            ObjectNode question = calls.contract().example("POST", "/ownership");
            Reply first = calls.call("POST", "/ownership", null, null, question);
            Reply second = calls.call("POST", "/ownership", null, null, question);
            Deviation.throwUnless(
                    Objects.equals(first.text("owner"), second.text("owner")), "the same pair has two answers");
        }));
    }
}
