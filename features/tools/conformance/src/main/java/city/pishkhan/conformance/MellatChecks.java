package city.pishkhan.conformance;

import city.pishkhan.conformance.SoapCalls.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Checks of a gateway that implements Behpardakht Mellat's contract.
 * The calls after a sale are checked only if a paid sale is given.
 */
final class MellatChecks {
    private static final String PAY = "bpPayRequest";
    private static final String VERIFY = "bpVerifyRequest";
    private static final String SETTLE = "bpSettleRequest";
    private static final String INQUIRY = "bpInquiryRequest";
    private static final String REVERSAL = "bpReversalRequest";

    private static final Pattern OPENED = Pattern.compile("0,\\s?[A-Za-z0-9]{1,64}");
    /** result codes of the bank's manual for merchants */
    private static final Set<String> CODES = Set.of(
            "0", "17", "21", "24", "25", "34", "41", "42", "43", "44", "45", "46", "48", "51", "54", "55", "61", "412",
            "413", "415", "421");

    private static final Set<String> TOOK = Set.of("0", "43", "45");
    private static final Set<String> GONE = Set.of("0", "48");
    private static final String DUPLICATE_ORDER = "41";
    private static final String VERIFIED = "43";
    private static final String SETTLED = "45";
    private static final Set<String> STANDS = Set.of("0", "43", "45", "46");
    private static final long AMOUNT = 10_000;

    private final SoapCalls calls;
    private final BankAccess access;
    private final AtomicLong orders = new AtomicLong(System.currentTimeMillis() * 1_000);

    MellatChecks(SoapCalls calls, BankAccess access) {
        this.calls = calls;
        this.access = access;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>(List.of(
                new Check("an order opens a session, once", () -> {
                    long order = fresh();
                    String opened = open(order, AMOUNT, access);
                    Deviation.throwUnless(OPENED.matcher(opened).matches(), "no session; the reply is " + opened);
                    String again = open(order, AMOUNT, access);
                    Deviation.throwUnless(DUPLICATE_ORDER.equals(again), again + " to the same order again, not 41");
                }),
                new Check("an amount of 0 opens no session", () -> {
                    String code = open(fresh(), 0, access);
                    Deviation.throwUnless(!code.startsWith("0"), code + " to an amount of 0");
                }),
                new Check("an unknown order is not a sale", () -> {
                    for (String call : List.of(VERIFY, SETTLE, INQUIRY, REVERSAL)) {
                        String code = follow(call, fresh(), 1);
                        Deviation.throwUnless(
                                !TOOK.contains(code) && !GONE.contains(code),
                                code + " of " + call + " to an unknown order");
                    }
                }),
                new Check("an unpaid order cannot be verified, settled or reversed", () -> {
                    long order = fresh();
                    open(order, AMOUNT, access);
                    for (String call : List.of(VERIFY, SETTLE, REVERSAL)) {
                        String code = follow(call, order, 1);
                        Deviation.throwUnless(
                                !TOOK.contains(code) && !GONE.contains(code),
                                code + " of " + call + " to an unpaid order");
                    }
                    String code = follow(INQUIRY, order, 0);
                    Deviation.throwUnless(!STANDS.contains(code), code + " to an inquiry about an unpaid order");
                })));
        if (access.requiresLogin()) {
            checks.add(new Check("a wrong password or terminal opens no session", () -> {
                String code = open(fresh(), AMOUNT, access.withWrongCredentials());
                Deviation.throwUnless(!code.startsWith("0"), code + " to a wrong login");
            }));
        }
        if (access.hasPaidSale()) {
            checks.addAll(sale());
        }
        checks.addAll(SoapChecks.unreadable(calls, PAY, () -> payment(fresh(), AMOUNT, access)));
        return checks;
    }

    /** Checks that depend on each other and must run in this order. */
    private List<Check> sale() {
        long order = access.order();
        long reference = Long.parseLong(access.reference());
        return List.of(
                new Check("a sale is not verified under another reference", () -> {
                    String code = follow(VERIFY, order, reference + 1);
                    Deviation.throwUnless(!TOOK.contains(code), code + " to another reference");
                }),
                new Check("a paid sale is verified, once", () -> {
                    String code = follow(VERIFY, order, reference);
                    Deviation.throwUnless("0".equals(code), code + " to its verification");
                    String again = follow(VERIFY, order, reference);
                    Deviation.throwUnless(VERIFIED.equals(again), again + " to its second verification, not 43");
                }),
                new Check("an inquiry reports that the sale is valid", () -> {
                    String code = follow(INQUIRY, order, reference);
                    Deviation.throwUnless(STANDS.contains(code), code + " to an inquiry");
                }),
                new Check("a verified sale is settled, once", () -> {
                    String code = follow(SETTLE, order, reference);
                    Deviation.throwUnless("0".equals(code), code + " to its settlement");
                    String again = follow(SETTLE, order, reference);
                    Deviation.throwUnless(SETTLED.equals(again), again + " to its second settlement, not 45");
                }),
                new Check("a settled sale cannot be reversed", () -> {
                    String code = follow(REVERSAL, order, reference);
                    Deviation.throwUnless(!GONE.contains(code), code + " to the reversal of a settled sale");
                }));
    }

    /** Opens an order that can be paid by hand, and explains how to check the calls after the sale with it. */
    String openOrderAndAdvise() throws IOException, InterruptedException {
        long order = fresh();
        String opened = open(order, AMOUNT, access);
        return "The calls after a sale were not checked. Pay order " + order + " on the gateway's page (RefId "
                + opened.replaceFirst("^0,\\s?", "") + "), then run the check again with --sale " + order
                + ":<SaleReferenceId from the page>";
    }

    private long fresh() {
        return orders.incrementAndGet();
    }

    private String open(long order, long amount, BankAccess as) throws IOException, InterruptedException {
        String answer = returnValue(calls.call(PAY, payment(order, amount, as)));
        Deviation.throwUnless(
                OPENED.matcher(answer).matches() || !"0".equals(answer) && CODES.contains(answer),
                "neither 0,RefId nor a code of the contract: " + answer);
        return answer;
    }

    private static String payment(long order, long amount, BankAccess as) {
        return login(as) + "<orderId>" + order + "</orderId><amount>" + amount
                + "</amount><localDate>20261125</localDate><localTime>081500</localTime><additionalData></additionalData>"
                + "<callBackUrl>https://hub.example/pay/mellat/callback</callBackUrl><payerId>0</payerId>";
    }

    private String follow(String call, long order, long reference) throws IOException, InterruptedException {
        String answer = returnValue(calls.call(
                call,
                login(access) + "<orderId>" + order + "</orderId><saleOrderId>" + order
                        + "</saleOrderId><saleReferenceId>" + reference + "</saleReferenceId>"));
        Deviation.throwUnless(CODES.contains(answer), call + " did not answer with a code of the contract: " + answer);
        return answer;
    }

    private static String login(BankAccess as) {
        return "<terminalId>" + as.terminal() + "</terminalId><userName>" + SoapCalls.text(as.user())
                + "</userName><userPassword>" + SoapCalls.text(as.password()) + "</userPassword>";
    }

    private static String returnValue(Reply reply) {
        Deviation.throwUnless(reply.fault() == null, reply.description());
        String answer = reply.text("return");
        Deviation.throwUnless(answer != null, "an answer without return");
        String plain = answer.strip();
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }
}
