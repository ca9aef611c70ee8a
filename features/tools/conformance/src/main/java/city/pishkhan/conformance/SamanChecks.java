package city.pishkhan.conformance;

import city.pishkhan.conformance.PartnerCalls.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Checks of a gateway that implements Saman SEP's contract.
 * The calls after a sale are checked only if a paid sale is given.
 */
final class SamanChecks {
    private static final String TOKEN = "/onlinepg/onlinepg";
    private static final String VERIFY = "/verifyTxnRandomSessionkey/ipg/VerifyTransaction";
    private static final String REVERSE = "/verifyTxnRandomSessionkey/ipg/ReverseTransaction";
    private static final String RECEIPT = "/verifyTxnRandomSessionkey/api/v2/ipg/payment/receipt";
    private static final int OPENED = 1;
    private static final int PAID = 2;
    private static final int DONE = 0;
    private static final int DUPLICATE = 2;
    private static final int REVERSED = 5;
    private static final int NO_SALE = -2;
    private static final int LEAST = 1_000;

    private final PartnerCalls calls;
    private final BankAccess access;

    /** @param access the merchant's terminal, and optionally a paid sale */
    SamanChecks(PartnerCalls calls, BankAccess access) {
        this.calls = calls;
        this.access = access;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>(List.of(
                new Check("a session is opened, with a token", () -> {
                    Reply reply = open(fresh(), LEAST, access);
                    Deviation.throwUnless(number(reply, "status") == OPENED, "status " + reply.text("status"));
                }),
                new Check("an amount of 0 opens no session", () -> {
                    Reply reply = open(fresh(), 0, access);
                    Deviation.throwUnless(number(reply, "status") != OPENED, "status 1 to an amount of 0");
                }),
                new Check("the receipt of an unpaid session states that it is unpaid", () -> {
                    String purchase = fresh();
                    JsonNode receipt = receipt(open(purchase, LEAST, access).text("token"));
                    Deviation.throwUnless(
                            purchase.equals(receipt.path("ResNum").asText()), "the receipt names another ResNum");
                    Deviation.throwUnless(
                            receipt.path("Status").asInt() != PAID
                                    && receipt.path("RefNum").asText().isEmpty(),
                            "the receipt states that it is paid: " + receipt.path("Status"));
                }),
                new Check("an unknown sale cannot be verified or reversed", () -> {
                    for (String path : List.of(VERIFY, REVERSE)) {
                        Reply reply = sale(path, "not-" + UUID.randomUUID(), access);
                        Deviation.throwUnless(
                                number(reply, "ResultCode") == NO_SALE,
                                "ResultCode " + reply.text("ResultCode") + " to an unknown RefNum, not -2");
                        Deviation.throwUnless(!isSuccess(reply), "Success to an unknown RefNum");
                    }
                }),
                new Check("invalid JSON is rejected, and the gateway keeps working", () -> {
                    Reply reply = calls.send("POST", VERIFY, null, null, "{\"RefNum\":", "");
                    Deviation.throwUnless(
                            reply.status() / 100 == 4 || !isSuccess(reply),
                            "HTTP " + reply.status() + " to half an object");
                    open(fresh(), LEAST, access);
                })));
        if (access.requiresLogin()) {
            checks.add(new Check("a terminal of another merchant opens no session and verifies nothing", () -> {
                Reply reply = open(fresh(), LEAST, access.withWrongCredentials());
                Deviation.throwUnless(number(reply, "status") != OPENED, "status 1 to a terminal of another merchant");
                Deviation.throwUnless(
                        !isSuccess(sale(VERIFY, "not-" + UUID.randomUUID(), access.withWrongCredentials())),
                        "Success to a terminal of another merchant");
            }));
        }
        if (access.hasPaidSale()) {
            checks.addAll(paidSaleChecks());
        }
        return checks;
    }

    /** Checks that depend on each other and must run in this order. */
    private List<Check> paidSaleChecks() {
        String reference = access.reference();
        return List.of(
                new Check("a paid sale is verified, with its amount, once", () -> {
                    Reply reply = sale(VERIFY, reference, access);
                    Deviation.throwUnless(
                            number(reply, "ResultCode") == DONE && isSuccess(reply),
                            "ResultCode " + reply.text("ResultCode") + " to its verification");
                    JsonNode detail = reply.body().path("TransactionDetail");
                    Deviation.throwUnless(
                            reference.equals(detail.path("RefNum").asText()), "TransactionDetail of another sale");
                    Deviation.throwUnless(
                            detail.path("OrginalAmount").asLong() > 0, "TransactionDetail without an OrginalAmount");
                    Reply again = sale(VERIFY, reference, access);
                    Deviation.throwUnless(
                            number(again, "ResultCode") == DUPLICATE && !isSuccess(again),
                            "ResultCode " + again.text("ResultCode") + " to its second verification, not 2");
                }),
                new Check("a verified sale can be reversed, once", () -> {
                    Reply reply = sale(REVERSE, reference, access);
                    Deviation.throwUnless(
                            number(reply, "ResultCode") == DONE && isSuccess(reply),
                            "ResultCode " + reply.text("ResultCode") + " to its reversal");
                    Reply again = sale(REVERSE, reference, access);
                    Deviation.throwUnless(
                            number(again, "ResultCode") == REVERSED,
                            "ResultCode " + again.text("ResultCode") + " to its second reversal, not 5");
                }));
    }

    /** Opens a session that can be paid by hand, and explains how to check the calls after the sale with it. */
    String openSessionAndAdvise() throws IOException, InterruptedException {
        String token = open(fresh(), LEAST, access).text("token");
        return "The calls after a sale were not checked. Pay on the gateway's page (Token " + token
                + "), then run the check again with --sale <RefNum from the page>";
    }

    /** Returns a new purchase number in the hub's format: an order number and a random secret. */
    private static String fresh() {
        return System.currentTimeMillis() + "-"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private Reply open(String purchase, long amount, BankAccess as) throws IOException, InterruptedException {
        ObjectNode request = calls.contract()
                .example("POST", TOKEN)
                .put("TerminalId", Long.toString(as.terminal()))
                .put("Amount", amount)
                .put("ResNum", purchase);
        return calls.call("POST", TOKEN, null, null, request);
    }

    private JsonNode receipt(String token) throws IOException, InterruptedException {
        Deviation.throwUnless(token != null, "no token");
        ObjectNode request =
                calls.contract().example("POST", RECEIPT).put("Token", token).put("TerminalNumber", access.terminal());
        JsonNode receipt =
                calls.call("POST", RECEIPT, null, null, request).body().path("Data");
        Deviation.throwUnless(receipt.isObject(), "no receipt of a session that was just opened");
        return receipt;
    }

    private Reply sale(String path, String reference, BankAccess as) throws IOException, InterruptedException {
        ObjectNode request =
                calls.contract().example("POST", path).put("RefNum", reference).put("TerminalNumber", as.terminal());
        Reply reply = calls.call("POST", path, null, null, request);
        Deviation.throwUnless(
                isSuccess(reply) == (number(reply, "ResultCode") == DONE),
                "Success and ResultCode contradict each other");
        return reply;
    }

    private static boolean isSuccess(Reply reply) {
        return reply.body() != null && reply.body().path("Success").asBoolean();
    }

    private static int number(Reply reply, String member) {
        return reply.body() == null
                ? Integer.MIN_VALUE
                : reply.body().path(member).asInt(Integer.MIN_VALUE);
    }
}
