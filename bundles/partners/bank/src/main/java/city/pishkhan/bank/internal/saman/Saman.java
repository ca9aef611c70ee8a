package city.pishkhan.bank.internal.saman;

import city.pishkhan.bank.internal.saman.SamanCode.Operation;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.PartnerText;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saman's electronic payment gateway SEP (پرداخت الکترونیک سامان). */
public final class Saman implements PaymentGateway {
    private static final Logger LOG = LoggerFactory.getLogger(Saman.class);
    private static final String TOKEN_PATH = "/onlinepg/onlinepg";
    private static final String VERIFY_PATH = "/verifyTxnRandomSessionkey/ipg/VerifyTransaction";
    private static final String RECEIPT_PATH = "/verifyTxnRandomSessionkey/api/v2/ipg/payment/receipt";
    private static final String REVERSE_PATH = "/verifyTxnRandomSessionkey/ipg/ReverseTransaction";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/=_.-]{1,200}");
    private static final Pattern ID = Pattern.compile("\\d{6,13}");
    private static final Pattern ERROR = Pattern.compile("-?\\d{1,6}");
    private static final int NONCE_BYTES = 10;
    private static final int OPENED = 1;
    private static final int DONE = 0;
    private static final int PAID = 2;
    private static final String TOKEN_FIELD = "Token";
    /**
     * outcome for a sale that belongs to another payer's session; it is treated as if the bank did not know the sale
     */
    private static final Outcome OTHER_SESSION = new Outcome(Outcome.Kind.NOT_FOUND, "other-session", null);

    private final SamanSettings settings;
    private @Nullable Account account;
    private final RestPartner bank;
    private final SecureRandom random = new SecureRandom();

    public Saman(SamanSettings settings, RestPartner bank) {
        this.settings = settings;
        this.bank = bank;
    }

    @Override
    public String name() {
        return settings.rest().name();
    }

    @Override
    public String terminal() {
        return Long.toString(settings.terminal());
    }

    @Override
    public synchronized Account account() {
        if (account == null) {
            // created on first use, because computing its digest takes a tenth of a second
            account = settings.account();
        }
        return account;
    }

    @Override
    public Traits traits() {
        return settings.traits();
    }

    @Override
    public Optional<String> office() {
        return settings.office();
    }

    /** Opens a session. Its reference is our ResNum, because the page is not guaranteed to return the token. */
    @Override
    public Session pay(PayRequest request) {
        if (settings.counter()) {
            throw new UnsupportedOperationException(name() + " is a card reader or branch, which cannot open sessions");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String purchase = request.order() + "-" + HexFormat.of().formatHex(nonce);
        JsonNode answer = call(
                TOKEN_PATH,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("action", "token")
                        .put("TerminalId", terminal())
                        .put("Amount", request.amount())
                        .put("ResNum", purchase)
                        .put("RedirectUrl", request.callbackUrl().toString()));
        int status = number(answer, "status");
        if (status == OPENED) {
            String token = answer.path("token").asText("");
            if (!TOKEN.matcher(token).matches()) {
                throw bank.invalidReply("the bank opened a session without a token");
            }
            return new Session(true, purchase, settings.page(), Map.of(TOKEN_FIELD, token), Integer.toString(status));
        }
        String error = answer.path("errorCode").asText("");
        String code = ERROR.matcher(error).matches() ? error : Integer.toString(status);
        String why = PartnerText.sanitize(answer.path("errorDesc").asText(""));
        LOG.warn("{}: order {} was not opened: {} {}", settings, request.order(), code, why);
        return new Session(false, null, null, Map.of(), code);
    }

    @Override
    public Optional<Callback> callback(Map<String, String> form) {
        return SamanForm.read(form, settings.terminal());
    }

    /**
     * Verifies a sale. SEP verifies by RefNum alone and does not compare the order, so a payer could submit the RefNum of another
     * payer's sale. If receipts are enabled, the bank's receipt for our session is therefore compared first.
     */
    @Override
    public Outcome verify(Sale sale) {
        Map<String, String> form = sale.form();
        String token = form == null ? null : form.get(TOKEN_FIELD);
        if (!settings.receipts() || token == null) {
            return followUp(VERIFY_PATH, Operation.VERIFY, sale);
        }
        if (!isPaidInSession(token, sale)) {
            LOG.warn("{}: the reference given for order {} is not a sale of its session", settings, sale.saleOrder());
            return OTHER_SESSION;
        }
        return followUp(VERIFY_PATH, Operation.VERIFY, sale).withOrder(sale.saleOrder());
    }

    /** Returns the content of the session's receipt, which equals the form that the page sends through the payer's browser. */
    @Override
    public Optional<Callback> queryCallback(Sale sale) {
        Map<String, String> form = sale.form();
        String token = form == null ? null : form.get(TOKEN_FIELD);
        if (!settings.receipts() || token == null) {
            return Optional.empty();
        }
        JsonNode receipt = receipt(token);
        String reference = receipt.path("RefNum").asText("");
        boolean paid = number(receipt, "Status") == PAID
                && !reference.isEmpty()
                && receipt.path("ResNum").asText("").equals(sale.session());
        return paid
                ? Optional.of(new Callback(
                        sale.session(), sale.saleOrder(), reference, Integer.toString(PAID), true, null, null))
                : Optional.empty();
    }

    private JsonNode receipt(String token) {
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put(TOKEN_FIELD, token)
                .put("TerminalNumber", settings.terminal());
        JsonNode answer = call(RECEIPT_PATH, question);
        JsonNode receipt = answer.path("Data");
        if (answer.path("HasError").asBoolean(false) || !receipt.isObject()) {
            throw bank.invalidReply("the bank gives no receipt of a session");
        }
        return receipt;
    }

    private boolean isPaidInSession(String token, Sale sale) {
        JsonNode receipt = receipt(token);
        return number(receipt, "Status") == PAID
                && receipt.path("RefNum").asText("").equals(sale.reference())
                && receipt.path("ResNum").asText("").equals(sale.session());
    }

    @Override
    public Outcome reverse(Sale sale) {
        return followUp(REVERSE_PATH, Operation.REVERSE, sale);
    }

    private Outcome followUp(String path, Operation operation, Sale sale) {
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put("RefNum", sale.reference())
                .put("TerminalNumber", settings.terminal());
        JsonNode answer = call(path, question);
        int code = number(answer, "ResultCode");
        if (code == DONE && !answer.path("Success").asBoolean(false)) {
            throw bank.invalidReply("the bank's answer is contradictory");
        }
        Outcome.Kind kind = meaning(code, operation);
        LOG.debug("{}: {} of order {}: {}", settings, operation, sale.saleOrder(), SamanCode.describe(code));
        if (kind == Outcome.Kind.UNKNOWN) {
            LOG.warn(
                    "{}: {} of order {} does not report the sale: {}",
                    settings,
                    operation,
                    sale.saleOrder(),
                    SamanCode.describe(code));
        }
        boolean taken = operation == Operation.VERIFY && (kind == Outcome.Kind.OK || kind == Outcome.Kind.ALREADY);
        JsonNode detail = answer.path("TransactionDetail");
        return taken
                ? new Outcome(
                        kind, Integer.toString(code), amount(detail, sale), paidBill(detail), null, saleTime(detail))
                : new Outcome(kind, Integer.toString(code), null);
    }

    /**
     * Returns the meaning of a result code. Sales at a counter do not lapse: if the bank no longer verifies one, its money was not
     * necessarily returned, so the outcome is unknown.
     */
    private Outcome.Kind meaning(int code, Operation operation) {
        Outcome.Kind kind = SamanCode.meaning(code, operation);
        return settings.counter() && operation == Operation.VERIFY && kind == Outcome.Kind.LATE
                ? Outcome.Kind.UNKNOWN
                : kind;
    }

    /**
     * Returns the bill paid at a card reader as {@code <bill ID>/<payment ID>}, or {@code null} if the bank does not
     * name it.
     */
    private static @Nullable String paidBill(JsonNode detail) {
        String bill = unpadded(detail.path("BillId"));
        String payment = unpadded(detail.path("PaymentId"));
        return bill.isEmpty() || payment.isEmpty() ? null : bill + "/" + payment;
    }

    private static String unpadded(JsonNode digits) {
        String text = digits.asText("");
        return ID.matcher(text).matches() ? text.replaceFirst("^0+", "") : "";
    }

    /** Returns the time of the sale, or {@code null} if the answer has neither a local date and time nor an instant. */
    private static @Nullable Instant saleTime(JsonNode detail) {
        String answer = detail.path("StraceDate").asText("").strip().replace(' ', 'T');
        try {
            return answer.endsWith("Z")
                    ? Instant.parse(answer)
                    : LocalDateTime.parse(answer).atZone(PersianDate.TEHRAN).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Returns the amount of the sale in rial. If one of the bank's two amounts differs from ours, that one is returned, so that the
     * caller notices the difference. An answer about another sale or terminal is rejected.
     */
    private long amount(JsonNode detail, Sale sale) {
        JsonNode original = detail.path("OrginalAmount");
        JsonNode affective = detail.path("AffectiveAmount");
        boolean meant = detail.path("RefNum").asText("").equals(sale.reference())
                && detail.path("TerminalNumber").asText("").equals(terminal())
                && original.isIntegralNumber()
                && original.canConvertToLong()
                && affective.isIntegralNumber()
                && affective.canConvertToLong();
        if (!meant) {
            throw bank.invalidReply("the bank verified a different sale than requested");
        }
        return affective.asLong() == sale.amount() ? original.asLong() : affective.asLong();
    }

    /** @throws PartnerUnavailable on any failure, because the bank may have processed a request as soon as its first byte was sent */
    private JsonNode call(String path, ObjectNode question) {
        RestReply reply = bank.call("POST", path, null, question);
        if (reply.status() != 200) {
            throw bank.invalidReply("HTTP " + reply.status());
        }
        return reply.body();
    }

    private int number(JsonNode answer, String field) {
        JsonNode value = answer.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw bank.invalidReply("the bank's answer has no " + field);
        }
        return value.asInt();
    }
}
